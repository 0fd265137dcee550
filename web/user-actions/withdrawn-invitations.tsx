import { Match, Show, Switch } from "solid-js";
import type { UserRow } from "../../shared/outputs.ts";
import { useAccount } from "../api/account-context.ts";
import { createQuery } from "../api/create-query.ts";
import { usersTexts } from "../texts/users.ts";
import { Alert } from "../ui/form.tsx";
import { WithdrawnList } from "./withdrawn-list.tsx";

const shown = 10;

/** What ends together with somebody's powers as an administrator; nothing for everybody else. */
export function WithdrawnInvitations(props: { row: UserRow }) {
  const administrators = () =>
    props.row.status === "active" ? props.row.groups.find(({ isAdministrators }) => isAdministrators) : undefined;
  return <Show when={administrators()}>{(group) => <Withdrawn invitedBy={props.row.id} groupId={group().id} />}</Show>;
}

function Withdrawn(props: { invitedBy: string; groupId: string }) {
  const { id, api } = useAccount();
  const found = createQuery(() => {
    const input = {
      invitedBy: props.invitedBy,
      groupId: props.groupId,
      status: ["invited" as const],
      pageSize: shown as 10,
    };
    return { queryKey: ["users.list", id, input], queryFn: () => api.users.list.query(input), staleTime: 0 };
  });
  return (
    <Alert tone="warning">
      <Switch fallback={<p>{usersTexts.tokensStop}</p>}>
        <Match when={found.isError}>
          <p>{usersTexts.withdrawnUnknown}</p>
        </Match>
        <Match when={found.data && found.data.total > 0 && found.data}>
          {(list) => (
            <>
              <p>{usersTexts.withdrawn(list().total)}</p>
              <WithdrawnList list={list()} more={usersTexts.withdrawnMore} />
              <p>{usersTexts.tokensStop}</p>
            </>
          )}
        </Match>
      </Switch>
    </Alert>
  );
}
