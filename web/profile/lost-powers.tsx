import { Match, Switch } from "solid-js";
import type { UserList } from "../../shared/outputs.ts";
import { useAccount } from "../api/account-context.ts";
import type { Api } from "../api/client.ts";
import { createQuery } from "../api/create-query.ts";
import { profileTexts } from "../texts/profile.ts";
import { Alert } from "../ui/form.tsx";
import { WithdrawnList } from "../user-actions/withdrawn-list.tsx";

/** What ends when an administrator leaves: their open invitations into Administrators, by name, and their tokens. */
export function LostPowers(props: { userId: string }) {
  const { id, api } = useAccount();
  const found = createQuery(() => ({
    queryKey: ["users.list", id, "withdrawnWith", props.userId],
    queryFn: () => withdrawnWith(api, props.userId),
    staleTime: 0,
  }));
  return (
    <Alert tone="warning">
      <Switch fallback={<p>{profileTexts.powers}</p>}>
        <Match when={found.data && found.data.total > 0 && found.data}>
          {(list) => (
            <>
              <p>{profileTexts.withdrawn(list().total)}</p>
              <WithdrawnList list={list()} more={profileTexts.withdrawnMore} />
              <p>{profileTexts.tokensStop}</p>
            </>
          )}
        </Match>
        <Match when={found.data}>
          <p>{profileTexts.tokensStop}</p>
        </Match>
      </Switch>
    </Alert>
  );
}

async function withdrawnWith(api: Api, invitedBy: string): Promise<UserList> {
  const administrators = (await api.groups.list.query()).find(({ isAdministrators }) => isAdministrators);
  if (!administrators) throw new Error("An account without Administrators");
  return api.users.list.query({ invitedBy, groupId: administrators.id, status: ["invited"], pageSize: 10 });
}
