import { A } from "@solidjs/router";
import pencil from "lucide-static/icons/pencil.svg?raw";
import shield from "lucide-static/icons/shield.svg?raw";
import trash from "lucide-static/icons/trash.svg?raw";
import { Show } from "solid-js";
import type { GroupRow } from "../../shared/outputs.ts";
import { useAccount } from "../api/account-context.ts";
import { groupsTexts } from "../texts/groups.ts";
import { Badge } from "../ui/badge.tsx";
import { Button } from "../ui/button.tsx";
import { count } from "../ui/date-time.ts";
import { Icon } from "../ui/icon.tsx";
import styles from "./group-cells.module.css";
import type { OpenDialog } from "./group-dialogs.tsx";

/** What a row shows, in the table and on a card alike. */

export function NameCell(props: { group: GroupRow }) {
  return (
    <span class={styles.name}>
      <bdi class={styles.clipped} title={props.group.name}>
        {props.group.name}
      </bdi>
      <Show when={props.group.isAdministrators}>
        <Badge>{groupsTexts.administratorsChip}</Badge>
      </Show>
    </span>
  );
}

/** How many, and the way to see who. */
export function CountCell(props: { group: GroupRow }) {
  const { id } = useAccount();
  return (
    <Show when={props.group.userCount > 0} fallback={<span class={styles.soft}>{groupsTexts.nobody}</span>}>
      <A
        class={styles.count}
        href={usersHref(id, props.group.id)}
        aria-label={groupsTexts.usersOf(props.group.name, usersText(props.group.userCount))}
      >
        {usersText(props.group.userCount)}
      </A>
    </Show>
  );
}

export function usersHref(accountId: string, groupId: string): string {
  return `/a/${accountId}/users?group=${groupId}`;
}

function usersText(userCount: number): string {
  return groupsTexts.userCount(userCount, count(userCount));
}

export function ActionsCell(props: { group: GroupRow; open: (dialog: OpenDialog) => void }) {
  return (
    <Show
      when={!props.group.isAdministrators}
      fallback={
        <span class={styles.reason}>
          <Icon svg={shield} />
          {groupsTexts.administratorsReason}
        </span>
      }
    >
      <span class={styles.actions} data-actions-of={props.group.id}>
        <Button
          tone="quiet"
          icon={pencil}
          aria-label={groupsTexts.renameLabel(props.group.name)}
          onClick={() => props.open({ kind: "rename", group: props.group })}
        >
          {groupsTexts.rename}
        </Button>
        <Button
          tone="quiet"
          icon={trash}
          class={styles.remove ?? ""}
          aria-label={groupsTexts.removeLabel(props.group.name)}
          onClick={() => props.open({ kind: "remove", group: props.group })}
        >
          {groupsTexts.remove}
        </Button>
      </span>
    </Show>
  );
}
