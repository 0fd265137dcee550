import { A } from "@solidjs/router";
import { useAccount } from "../api/account-context.ts";
import { createEventPages } from "../events/create-event-pages.ts";
import { EventRows } from "../events/event-rows.tsx";
import { userTexts } from "../texts/user.ts";
import { Card } from "./card.tsx";

/** What happened to one user. A row's links lead on to the account's audit trail, which filters and exports. */
export function AuditTab(props: { userId: string }) {
  const { id } = useAccount();
  const events = createEventPages(() => ({ filter: { userId: props.userId } }));
  const trail = `/a/${id}/audit`;
  return (
    <Card title={userTexts.audit} actions={<A href={`${trail}?user=${props.userId}`}>{userTexts.wholeTrail}</A>}>
      <EventRows
        events={events}
        links={{
          event: (seq) => `${trail}?user=${props.userId}#${seq}`,
          byActor: () => null,
          aboutUser: () => null,
        }}
        isAboutOne
        empty={<p>{userTexts.noEvents}</p>}
      />
    </Card>
  );
}
