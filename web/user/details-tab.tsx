import { displayId } from "../../shared/ids.ts";
import type { UserRow } from "../../shared/outputs.ts";
import { userTexts } from "../texts/user.ts";
import { Card } from "./card.tsx";
import type { UserState } from "./create-user.ts";
import { CopyableFact, Facts, InstantFact } from "./facts.tsx";
import styles from "./general-tab.module.css";

export function DetailsTab(props: { row: UserRow; state: UserState }) {
  const invitationId = () => props.state.history.data?.[0]?.id;
  return (
    <div class={styles.cards}>
      <Card title={userTexts.identity}>
        <Facts>
          <CopyableFact label={userTexts.userId} text={props.row.id} shown={displayId(props.row.id)} />
          <CopyableFact label={userTexts.externalId} text={props.row.externalId} />
          <CopyableFact label={userTexts.email} text={props.row.email} />
          <CopyableFact label={userTexts.invitationId} text={invitationId()} shown={displayId(invitationId() ?? "")} />
        </Facts>
      </Card>
      <Card title={userTexts.dates}>
        <Facts>
          <InstantFact label={userTexts.invitedAt} at={props.row.invitedAt} />
          <InstantFact label={userTexts.lastSentAt} at={props.row.sentAt} />
          <InstantFact label={userTexts.validUntil} at={props.row.expiresAt} />
          <InstantFact label={userTexts.askedAgainAt} at={props.row.askedAgainAt} />
          <InstantFact label={userTexts.joined} at={props.row.joinedAt} />
          <InstantFact label={userTexts.lastSignIn} at={props.row.lastSignInAt} />
          <InstantFact label={userTexts.removedAt} at={props.row.removedAt} />
        </Facts>
      </Card>
    </div>
  );
}
