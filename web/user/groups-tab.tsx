import pencil from "lucide-static/icons/pencil.svg?raw";
import { createUniqueId, For, Show } from "solid-js";
import type { UserRow } from "../../shared/outputs.ts";
import { refusalSentence } from "../texts/refusals.ts";
import { userTexts } from "../texts/user.ts";
import { usersTexts } from "../texts/users.ts";
import { Avatar } from "../ui/avatar.tsx";
import { Badge } from "../ui/badge.tsx";
import { Button } from "../ui/button.tsx";
import { initials } from "../ui/initials.ts";
import { Card } from "./card.tsx";
import styles from "./groups-tab.module.css";

export function GroupsTab(props: { row: UserRow; onEdit: (button: HTMLElement) => void }) {
  const reasonId = createUniqueId();
  const refusal = () => props.row.actions.edit;
  return (
    <Card
      title={userTexts.groups}
      actions={
        <Button
          icon={pencil}
          aria-disabled={refusal() ? "true" : undefined}
          aria-describedby={refusal() ? reasonId : undefined}
          onClick={(event) => props.onEdit(event.currentTarget)}
        >
          {userTexts.editGroups}
        </Button>
      }
    >
      <Show when={refusal()}>
        {(reason) => (
          <p id={reasonId} class={styles.soft}>
            {refusalSentence(reason())}
          </p>
        )}
      </Show>
      <Show when={props.row.groups.length > 0} fallback={<p>{userTexts.noGroups}</p>}>
        <ul>
          <For each={props.row.groups}>
            {(group) => (
              <li class={styles.group}>
                <Avatar text={signOf(group.name)} />
                <div>
                  <span class={styles.name}>
                    <bdi>{group.name}</bdi>
                    <Show when={group.isAdministrators}>
                      <Badge>{usersTexts.administratorsChip}</Badge>
                    </Show>
                  </span>
                  <Show when={group.isAdministrators}>
                    <p class={styles.soft}>{userTexts.administratorsMeaning}</p>
                  </Show>
                </div>
              </li>
            )}
          </For>
        </ul>
      </Show>
    </Card>
  );
}

/** `German sub` is GS; one word is one letter. */
function signOf(name: string): string {
  const [first = "", second = ""] = name.split(/\s+/);
  return initials(first, second);
}
