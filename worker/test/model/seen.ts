import { env } from "cloudflare:workers";
import type { InvitationEnding, UserStatus } from "../../../shared/status.ts";
import type { Person, World } from "./world.ts";

/** What stands in the database of one account, read past every rule that corrects it. */
export type Seen = {
  users: SeenUser[];
  invitations: SeenInvitation[];
  events: { userId: string | null; invitationId: string | null; type: string; at: number }[];
  deliveries: { invitationId: string | null; sendId: string }[];
};
type SeenUser = {
  id: string;
  email: string;
  status: UserStatus;
  loginId: string | null;
  currentInvitationId: string | null;
  expiresAt: number | null;
  askedAgainAt: number | null;
  groups: number;
  isAdministrator: number;
};
export type SeenInvitation = {
  id: string;
  userId: string;
  keyId: number;
  endedAs: InvitationEnding | null;
  resentAt: number | null;
  mailState: string | null;
  sendId: string | null;
};

const statements = [
  `SELECT u.id, u.email, u.status, u.loginId, u.currentInvitationId, u.expiresAt, u.askedAgainAt, count(m.groupId) AS groups,
    total(m.groupId = a.administratorsGroupId) AS isAdministrator
    FROM users u JOIN accounts a ON a.id = u.accountId
    LEFT JOIN groupMembers m ON m.accountId = u.accountId AND m.userId = u.id WHERE u.accountId = ?1 GROUP BY u.id`,
  "SELECT id, userId, keyId, endedAs, resentAt, mailState, sendId FROM invitations WHERE accountId = ?1 ORDER BY rowid",
  "SELECT userId, invitationId, type, at FROM events WHERE accountId = ?1 ORDER BY seq",
  "SELECT invitationId, sendId FROM deliveries WHERE accountId = ?1",
].map((sql) => env.DB.prepare(sql));

export async function look(accountId: string): Promise<Seen> {
  const [users, invitations, events, deliveries] = await env.DB.batch(statements.map((one) => one.bind(accountId)));
  const rows = <Row>(result: D1Result | undefined) => (result?.results ?? []) as Row[];
  return { users: rows(users), invitations: rows(invitations), events: rows(events), deliveries: rows(deliveries) };
}

type Line = Omit<Person, "offers"> & { ended: (InvitationEnding | null)[] };

function lineOf({ email, status, isAdministrator, until, askedAt, resentAt, ended }: Line): string {
  const offers = ended.map((each) => each ?? "open").join(" ");
  return `${email} ${status}${isAdministrator ? "!" : ""} until ${until} resent ${resentAt} asked ${askedAt}: ${offers}`;
}

/** What is seen of everybody, a line each, in the model's words. */
export function linesSeen({ users, invitations }: Seen): string {
  const lines = users.map(({ id, email, status, isAdministrator, expiresAt, askedAgainAt, currentInvitationId }) =>
    lineOf({
      ...{ email, status, isAdministrator: isAdministrator === 1, until: expiresAt, askedAt: askedAgainAt },
      resentAt: invitations.find((one) => one.id === currentInvitationId)?.resentAt ?? null,
      ended: invitations.filter(({ userId }) => userId === id).map(({ endedAs }) => endedAs),
    }),
  );
  return lines.sort().join("\n");
}

export function linesOf({ people }: World): string {
  const lines = Object.values(people).map((person) =>
    lineOf({ ...person, ended: person.offers.map(({ ended }) => ended) }),
  );
  return lines.sort().join("\n");
}

const statusAfter: Record<string, UserStatus> = {
  "invitation.created": "invited",
  "invitation.expired": "invitationExpired",
  "invitation.declined": "invitationDeclined",
  "invitation.accepted": "active",
  "user.blocked": "blocked",
  "user.unblocked": "active",
  "user.removed": "removed",
};

/** What must hold whatever has happened; answers what does not. `before` is what was seen before the last step. */
export function broken(seen: Seen, before: Seen | null): string[] {
  const found: string[] = [];
  const claim = (holds: boolean, what: string) => void (holds || found.push(what));
  for (const { id, status, groups, loginId, expiresAt, currentInvitationId } of seen.users) {
    const events = seen.events.filter(({ userId }) => userId === id);
    const offers = seen.invitations.filter(({ userId }) => userId === id);
    const current = offers.find((offer) => offer.id === currentInvitationId);
    if (offers.length > 0) {
      const told = events.findLast(({ type }) => type in statusAfter);
      claim(statusAfter[told?.type ?? ""] === status, `the audit trail of ${id} ends otherwise than ${status}`);
      claim(
        (status === "active" || status === "blocked") === (current?.endedAs === "accepted" && status !== "removed"),
        `${id} is ${status} by an invitation that ${current?.endedAs}`,
      );
      claim((status === "active") <= (loginId !== null), `${id} is active without a login`);
      claim(
        (status === "invited") === (current?.endedAs === null),
        `${id} is ${status}, the offer ${current?.endedAs}`,
      );
    }
    claim(groups > 0 === (status !== "removed"), `${id} is ${status} in ${groups} groups`);
    const accepted = events.findLast(({ type }) => type === "invitation.accepted");
    if (accepted && accepted.invitationId === currentInvitationId)
      claim(accepted.at < (expiresAt ?? 0), `${id} accepted late`);
  }
  claim(
    seen.users.some(({ status, isAdministrator }) => status === "active" && isAdministrator === 1),
    "nobody administers",
  );
  for (const { id, endedAs } of seen.invitations) {
    const ending = seen.events.filter((event) => event.invitationId === id && event.type === `invitation.${endedAs}`);
    claim(endedAs === null || ending.length === 1, `${id} ended ${endedAs}, told ${ending.length} times`);
    const tries = (where: Seen) => where.deliveries.filter(({ invitationId }) => invitationId === id).length;
    const wasOver = before?.invitations.some((one) => one.id === id && one.endedAs !== null);
    claim(!wasOver || !before || tries(seen) === tries(before), `a mail of ${id} was tried after its end`);
  }
  return found;
}
