import { expect, test } from "vitest";
import { type RowActions, rowActions } from "../../shared/actions.ts";
import type { UserRow } from "../../shared/outputs.ts";
import type { UserStatus } from "../../shared/status.ts";
import { refusalSentence } from "../../shared/texts/en/refusals.ts";
import { usersTexts } from "../../shared/texts/en/users.ts";
import { rowMenu } from "./row-menu.ts";

function row(status: UserStatus, refused: Partial<RowActions> = {}): UserRow {
  const open = Object.fromEntries(rowActions.map((action) => [action, null])) as RowActions;
  return {
    id: "USR-0000000000000000",
    revision: 1,
    email: "ron@example.com",
    firstName: "Ron",
    lastName: "Ronald",
    externalId: null,
    status,
    groups: [],
    invitedAt: null,
    sentAt: null,
    expiresAt: null,
    joinedAt: null,
    removedAt: null,
    lastSignInAt: null,
    delivery: null,
    askedAgainAt: null,
    actions: { ...open, ...refused },
  };
}

function labels(status: UserStatus): string[] {
  return rowMenu(row(status), () => undefined).map((item) => (item.kind === "item" ? item.label : "|"));
}

test("who has not joined gets the items of the invitation, whatever became of it", () => {
  const { copyLink, resend, sendNew, edit, remove } = usersTexts;
  for (const status of ["invited", "invitationExpired", "invitationDeclined"] as const) {
    expect(labels(status)).toEqual([copyLink, resend, sendNew, "|", edit, remove]);
  }
});

test("who has joined can be edited, blocked or unblocked, removed; who was removed, invited again or deleted", () => {
  expect(labels("active")).toEqual([usersTexts.edit, usersTexts.block, usersTexts.remove]);
  expect(labels("blocked")).toEqual([usersTexts.edit, usersTexts.unblock, usersTexts.remove]);
  expect(labels("removed")).toEqual([usersTexts.inviteAgain, usersTexts.delete]);
});

test("what is refused stays in its place, with the reason", () => {
  const refusal = { reason: "invitationNotExpired", expiresAt: 1 } as const;
  const items = rowMenu(row("invited", { sendNew: refusal }), () => undefined);
  expect(items[2]).toMatchObject({ label: usersTexts.sendNew, reason: refusalSentence(refusal) });
  expect(items[1]).toMatchObject({ label: usersTexts.resend, reason: undefined });
});
