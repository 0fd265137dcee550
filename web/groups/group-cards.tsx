import { groupsTexts } from "../texts/groups.ts";
import { Card, CardList } from "../ui/card-list.tsx";
import type { GroupList } from "./create-group-list.ts";
import styles from "./group-cards.module.css";
import { ActionsCell, CountCell, NameCell } from "./group-cells.tsx";
import type { OpenDialog } from "./group-dialogs.tsx";

/** The rows of the table where there is no room for one. */
export function GroupCards(props: { list: GroupList; open: (dialog: OpenDialog) => void }) {
  return (
    <CardList caption={groupsTexts.caption} rows={props.list.query.data} isBusy={props.list.query.isFetching}>
      {(group) => (
        <Card>
          <div class={styles.head}>
            <NameCell group={group()} />
            <CountCell group={group()} />
          </div>
          <ActionsCell group={group()} open={props.open} />
        </Card>
      )}
    </CardList>
  );
}
