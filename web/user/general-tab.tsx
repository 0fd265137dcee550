import { For, Show } from "solid-js";
import type { UserRow } from "../../shared/outputs.ts";
import { isPending } from "../../shared/status.ts";
import { userTexts } from "../texts/user.ts";
import { statusWords } from "../texts/users.ts";
import { Nothing } from "../ui/nothing.tsx";
import type { UserCommands } from "../user-actions/create-user-commands.ts";
import { personName } from "../user-actions/person-name.ts";
import { Card } from "./card.tsx";
import type { UserState } from "./create-user.ts";
import { CopyableFact, Fact, Facts, InstantFact } from "./facts.tsx";
import styles from "./general-tab.module.css";
import { InvitationCard } from "./invitation-card.tsx";

type GeneralTabProps = {
  row: UserRow;
  state: UserState;
  commands: UserCommands;
  onCorrectAddress: (button: HTMLElement) => void;
};

export function GeneralTab(props: GeneralTabProps) {
  return (
    <div class={styles.cards}>
      {/* What there is to do comes first: for whoever has not joined that is the invitation. */}
      <Show when={isPending(props.row.status)}>
        <InvitationCard {...props} />
      </Show>
      <Card title={userTexts.person}>
        <Facts>
          <Fact label={userTexts.name}>
            <bdi>{personName(props.row)}</bdi>
          </Fact>
          <CopyableFact label={userTexts.email} text={props.row.email} />
          <Fact label={userTexts.status}>{statusWords[props.row.status]}</Fact>
          <Fact label={userTexts.groups}>
            <Show when={props.row.groups.length > 0} fallback={<Nothing />}>
              <ul>
                <For each={props.row.groups}>
                  {({ name }) => (
                    <li>
                      <bdi>{name}</bdi>
                    </li>
                  )}
                </For>
              </ul>
            </Show>
          </Fact>
          <InstantFact label={userTexts.joined} at={props.row.joinedAt} />
          <InstantFact label={userTexts.lastSignIn} at={props.row.lastSignInAt} />
        </Facts>
      </Card>
      <Show when={!isPending(props.row.status)}>
        <InvitationCard {...props} />
      </Show>
    </div>
  );
}
