import { describe, expect, test } from "vitest";
import { actionsFor, type RowAction, type RowActions, rowActions } from "./actions.ts";
import type { Actor, UserFacts } from "./command.ts";
import { effectiveStatus, type UserStatus, userStatuses } from "./status.ts";

const now = Date.UTC(2026, 0, 15, 12);
const day = 86_400_000;
const account = { activeAdministrators: 2, administratorsGroupId: "GRP-A" };
const administrator = { kind: "user", id: "USR-ASKER", mayWrite: true, mayReadLinks: true } as const;
const writeToken = { kind: "token", id: "TOK-1", mayWrite: true, mayReadLinks: true } as const;
const readToken = { kind: "token", id: "TOK-1", mayWrite: false, mayReadLinks: false } as const;

function userOf(status: UserStatus, over: Partial<UserFacts> = {}): UserFacts {
  return {
    id: "USR-1",
    status,
    expiresAt: status === "invitationExpired" ? now - day : now + day,
    invitationId: "INV-1",
    groupIds: status === "removed" ? [] : ["GRP-M"],
    inAdministrators: false,
    askedAgainAt: null,
    ...over,
  };
}

type Asker = Actor & { mayWrite: boolean; mayReadLinks: boolean };

function reasons(actions: RowActions): Record<RowAction, string> {
  const told = rowActions.map((action) => [action, actions[action]?.reason ?? "open"] as const);
  return Object.fromEntries(told) as Record<RowAction, string>;
}

function menu(user: UserFacts, asker: Asker = administrator, over: Partial<typeof account> = {}) {
  return reasons(actionsFor(user, { ...account, ...over }, asker, now));
}

const menus: Record<UserStatus, Record<RowAction, string>> = {
  invited: {
    copyLink: "open",
    resend: "open",
    sendNew: "invitationNotExpired",
    inviteAgain: "alreadyInvited",
    edit: "open",
    correctAddress: "open",
    remove: "open",
    block: "wrongStatus",
    unblock: "wrongStatus",
    delete: "wrongStatus",
  },
  invitationExpired: {
    copyLink: "invitationExpired",
    resend: "invitationExpired",
    sendNew: "open",
    inviteAgain: "alreadyInvited",
    edit: "open",
    correctAddress: "open",
    remove: "open",
    block: "wrongStatus",
    unblock: "wrongStatus",
    delete: "wrongStatus",
  },
  invitationDeclined: {
    copyLink: "invitationDeclined",
    resend: "invitationDeclined",
    sendNew: "open",
    inviteAgain: "alreadyInvited",
    edit: "open",
    correctAddress: "open",
    remove: "open",
    block: "wrongStatus",
    unblock: "wrongStatus",
    delete: "wrongStatus",
  },
  active: {
    copyLink: "alreadyAccepted",
    resend: "alreadyAccepted",
    sendNew: "alreadyAccepted",
    inviteAgain: "alreadyUser",
    edit: "open",
    correctAddress: "alreadyAccepted",
    remove: "open",
    block: "open",
    unblock: "wrongStatus",
    delete: "wrongStatus",
  },
  blocked: {
    copyLink: "blocked",
    resend: "blocked",
    sendNew: "blocked",
    inviteAgain: "alreadyUser",
    edit: "blocked",
    correctAddress: "alreadyAccepted",
    remove: "open",
    block: "wrongStatus",
    unblock: "open",
    delete: "wrongStatus",
  },
  removed: {
    copyLink: "wrongStatus",
    resend: "wrongStatus",
    sendNew: "wrongStatus",
    inviteAgain: "open",
    edit: "wrongStatus",
    correctAddress: "wrongStatus",
    remove: "wrongStatus",
    block: "wrongStatus",
    unblock: "wrongStatus",
    delete: "open",
  },
};

describe("a row's menu", () => {
  test.each(userStatuses)("greys what a user who is %s does not allow", (status) => {
    expect(menu(userOf(status))).toEqual(menus[status]);
  });

  test("follows the clock, not the stored word", () => {
    expect(menu(userOf("invited", { expiresAt: now }))).toEqual(menus.invitationExpired);
    expect(menu(userOf("invited", { expiresAt: now + 1 }))).toEqual(menus.invited);
  });

  test("greys removing and blocking of oneself and of the last administrator, and leaves editing open", () => {
    const boss = userOf("active", { groupIds: ["GRP-A"], inAdministrators: true });
    const self: Asker = { ...administrator, id: "USR-1" };
    expect(menu(boss, self)).toMatchObject({ remove: "self", block: "self", edit: "open" });
    expect(menu(boss, administrator, { activeAdministrators: 1 })).toMatchObject({
      remove: "lastAdministrator",
      block: "lastAdministrator",
      edit: "open",
    });
  });

  test("never greys for a limit that passes with time", () => {
    for (const status of userStatuses) {
      const told = Object.values(menu(userOf(status, { askedAgainAt: now })));
      expect(told).not.toContain("coolingDown");
      expect(told).not.toContain("tooManySends");
    }
  });

  test("shows a read token that it may do nothing", () => {
    for (const status of userStatuses) {
      expect(new Set(Object.values(menu(userOf(status), readToken)))).toEqual(new Set(["notAllowed"]));
    }
  });

  test("keeps links from whoever may not read them", () => {
    expect(menu(userOf("invited"), { ...administrator, mayReadLinks: false })).toEqual({
      ...menus.invited,
      copyLink: "notAllowed",
    });
  });

  test("shows a write token what an administrator sees, but for administrators", () => {
    for (const status of userStatuses) expect(menu(userOf(status), writeToken)).toEqual(menus[status]);
    const boss = { groupIds: ["GRP-A"], inAdministrators: true };
    expect(menu(userOf("active", boss), writeToken)).toEqual({
      ...menus.active,
      remove: "notAllowed",
      block: "notAllowed",
    });
    expect(menu(userOf("blocked", boss), writeToken)).toMatchObject({ unblock: "notAllowed", remove: "notAllowed" });
    expect(menu(userOf("invited", boss), writeToken)).toMatchObject({
      correctAddress: "notAllowed",
      remove: "notAllowed",
      edit: "open",
    });
  });

  test("is of the effective status only", () => {
    // The fixtures above would prove nothing if they were overdue.
    for (const status of userStatuses) expect(effectiveStatus(userOf(status), now)).toBe(status);
  });
});
