import { expect, test } from "vitest";
import { startOfDay } from "../ui/day.ts";
import {
  isInView,
  linkedSeq,
  readTrailView,
  type TrailView,
  trailFilter,
  trailSearch,
  wholeTrail,
} from "./trail-view.ts";

const user = "USR-0123456789ABCDEF";
const today = "2026-11-23";
const noon = startOfDay(today) + 12 * 3_600_000;

function read(search: string): TrailView {
  return readTrailView(Object.fromEntries(new URLSearchParams(search)));
}

test("a view comes back from its URL as it went in", () => {
  const views: TrailView[] = [
    { types: ["invitation.expired", "user.removed"], userId: user, actor: { kind: "user", id: user }, dates: "7d" },
    { ...wholeTrail, actor: { kind: "token", id: "TOK-0123456789ABCDEF" }, dates: { from: today, to: today } },
    { ...wholeTrail, actor: { kind: "system" }, dates: { from: today, to: null } },
    { ...wholeTrail, dates: { from: null, to: today } },
  ];
  for (const view of views) expect(read(trailSearch(view))).toEqual(view);
  expect(trailSearch(wholeTrail)).toBe("");
});

test("what makes no sense in a URL counts as left out", () => {
  expect(read("?type=user.exploded,user.left&user=me&actor=GRP-0123456789ABCDEF&date=2026-02-30..soon")).toEqual({
    ...wholeTrail,
    types: ["user.left"],
  });
  expect(trailFilter(read(""), today)).toEqual({});
});

test("every filter is asked of the server", () => {
  const view = { ...wholeTrail, types: ["user.removed" as const], userId: user, actor: { kind: "token" as const } };
  expect(trailFilter(view, today)).toEqual({ type: ["user.removed"], userId: user, actor: { kind: "token" } });
});

test("days are whole ones, both included, and those up to today have no end", () => {
  const span = (dates: TrailView["dates"]) => trailFilter({ ...wholeTrail, dates }, today);
  expect(span("today")).toEqual({ from: startOfDay("2026-11-23") });
  expect(span("7d")).toEqual({ from: startOfDay("2026-11-17") });
  expect(span("30d")).toEqual({ from: startOfDay("2026-10-25") });
  expect(span({ from: "2026-11-01", to: "2026-11-01" })).toEqual({
    from: startOfDay("2026-11-01"),
    before: startOfDay("2026-11-02"),
  });
  expect(span({ from: null, to: "2026-11-01" })).toEqual({ before: startOfDay("2026-11-02") });
});

test("a link names an event by its number and by nothing else", () => {
  expect([linkedSeq("#12"), linkedSeq(""), linkedSeq("#content"), linkedSeq("#-1"), linkedSeq("#1.5")]).toEqual([
    ...[12, null, null, null, null],
  ]);
});

test("news belong to a view when their type and user do; several told as one may be anybody's", () => {
  const view = { ...wholeTrail, types: ["user.removed" as const], userId: user };
  expect(isInView(view, { seq: 1, type: "user.removed", userId: user }, noon)).toBe(true);
  expect(isInView(view, { seq: 1, type: "user.removed" }, noon)).toBe(true);
  expect(isInView(view, { seq: 1, type: "user.removed", userId: "USR-FEDCBA9876543210" }, noon)).toBe(false);
  expect(isInView(view, { seq: 1, type: "user.left", userId: user }, noon)).toBe(false);
  expect(isInView(wholeTrail, { seq: 1, type: "group.created" }, noon)).toBe(true);
});

test("nothing that happens now is news among days gone by", () => {
  const news = { seq: 1, type: "group.created" as const };
  expect(isInView({ ...wholeTrail, dates: { from: null, to: "2026-11-22" } }, news, noon)).toBe(false);
  expect(isInView({ ...wholeTrail, dates: { from: "2026-11-22", to: today } }, news, noon)).toBe(true);
  expect(isInView({ ...wholeTrail, dates: "today" }, news, noon)).toBe(true);
});
