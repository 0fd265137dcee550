import { groupsTexts } from "../texts/groups.ts";
import { DataTable } from "../ui/data-table.tsx";
import type { GroupList } from "./create-group-list.ts";
import { ActionsCell, CountCell, NameCell } from "./group-cells.tsx";
import type { OpenDialog } from "./group-dialogs.tsx";
import styles from "./groups-table.module.css";

const columns = [
  { label: groupsTexts.name },
  { label: groupsTexts.users, class: styles.users },
  { label: groupsTexts.actions, class: styles.actions },
];

export function GroupsTable(props: { list: GroupList; open: (dialog: OpenDialog) => void }) {
  return (
    <DataTable
      caption={groupsTexts.caption}
      columns={columns}
      rows={props.list.query.data}
      isBusy={props.list.query.isFetching}
    >
      {(group) => (
        <tr>
          <th scope="row">
            <NameCell group={group()} />
          </th>
          <td>
            <CountCell group={group()} />
          </td>
          <td>
            <ActionsCell group={group()} open={props.open} />
          </td>
        </tr>
      )}
    </DataTable>
  );
}
