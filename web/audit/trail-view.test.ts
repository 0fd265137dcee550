import { expect, test } from "vitest";
import { isInView, linkedSeq, readTrailView, trailInput, trailSearch } from "./trail-view.ts";

const user = "USR-0123456789ABCDEF";

test("a view comes back from its URL as it went in", () => {
  const view = { types: ["invitation.expired" as const, "user.removed" as const], userId: user };
  expect(readTrailView(Object.fromEntries(new URLSearchParams(trailSearch(view))))).toEqual(view);
  expect(trailSearch({ types: [], userId: null })).toBe("");
  expect(trailInput(view)).toEqual({ type: view.types, userId: user });
});

test("what makes no sense in a URL counts as left out", () => {
  expect(readTrailView({ type: "user.exploded,user.left", user: "me" })).toEqual({
    types: ["user.left"],
    userId: null,
  });
  expect(trailInput(readTrailView({}))).toEqual({});
});

test("a link names an event by its number and by nothing else", () => {
  expect([linkedSeq("#12"), linkedSeq(""), linkedSeq("#content"), linkedSeq("#-1"), linkedSeq("#1.5")]).toEqual([
    ...[12, null, null, null, null],
  ]);
});

test("news belong to a view when their type and user do; several told as one may be anybody's", () => {
  const view = { types: ["user.removed" as const], userId: user };
  expect(isInView(view, { seq: 1, type: "user.removed", userId: user })).toBe(true);
  expect(isInView(view, { seq: 1, type: "user.removed" })).toBe(true);
  expect(isInView(view, { seq: 1, type: "user.removed", userId: "USR-FEDCBA9876543210" })).toBe(false);
  expect(isInView(view, { seq: 1, type: "user.left", userId: user })).toBe(false);
  expect(isInView({ types: [], userId: null }, { seq: 1, type: "group.created" })).toBe(true);
});
