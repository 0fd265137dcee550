import type { SpawnedUsher } from "../scripts/spawn-usher.ts";
import type { GroupRow } from "../shared/outputs.ts";
import { type Connection, connect } from "./connection.ts";
import type { Probe } from "./prober.ts";
import { seedUsers } from "./signed-in.ts";
import { callJson } from "./systems/system.ts";

type Ask = <Data>(procedure: string, input: object) => Promise<Data>;

/** An account of `npm start`, called by a program with its token. */
export type LocalAccount = {
  accountId: string;
  groups: GroupRow[];
  /** On a connection of its own. */
  ask: Ask;
  /** A page of users, a look at a link, and an invitation with its mail. */
  probes: Probe[];
  close(): void;
};

export async function openAccount({ origin, port }: SpawnedUsher): Promise<LocalAccount> {
  const { accountId, apiToken } = await seedUsers(origin, 1);
  const headers = { authorization: `Bearer ${apiToken}` };
  const connection = await connect(port);
  const ask = asking(connection, headers);
  const groups = await callJson<{ result: { data: GroupRow[] } }>(connection, {
    ...{ method: "GET", path: "/trpc/groups.list", headers },
  });
  const groupIds = groups.result.data.filter(({ isAdministrators }) => !isAdministrators).map(({ id }) => id);
  const person = (email: string) => ({ email, firstName: "Grace", lastName: "Hopper", groupIds: groupIds.slice(0, 1) });
  const { id: userId } = await ask<{ id: string }>("users.invite", person("preview@example.com"));
  const { url } = await ask<{ url: string }>("invitations.link", { userId });
  const fromPage = { origin, "sec-fetch-site": "same-origin" };
  return {
    ...{ accountId, groups: groups.result.data, ask, close: connection.close },
    probes: [
      { name: "list", call: () => ({ path: "/trpc/users.list", headers, body: { pageSize: 25 } }) },
      {
        name: "preview",
        call: () => ({
          ...{ path: "/trpc/invitations.preview", headers: fromPage },
          body: { code: new URL(url).hash.slice(1) },
        }),
      },
      {
        name: "invite",
        call: () => ({ path: "/trpc/users.invite", headers, body: person(`${crypto.randomUUID()}@example.com`) }),
      },
    ],
  };
}

function asking(connection: Connection, headers: Record<string, string>): Ask {
  return async <Data>(procedure: string, body: object) => {
    const call = { path: `/trpc/${procedure}`, headers, body };
    return (await callJson<{ result: { data: Data } }>(connection, call)).result.data;
  };
}
