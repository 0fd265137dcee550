import { expect, test } from "vitest";
import type { GroupRow } from "../../shared/outputs.ts";
import { callsOf, missingGroups, planOf } from "./import-plan.ts";
import type { ListedPerson } from "./list-of-text.ts";

const group = (id: string, name: string): GroupRow => ({ id, name, isAdministrators: false, userCount: 0 });
const groups = [group("GRP-1", "Verkauf"), group("GRP-2", "Élèves")];
const person = (line: number, more: Partial<ListedPerson> = {}): ListedPerson => ({
  line,
  email: `p${line}@example.com`,
  firstName: "Anna",
  lastName: "Meyer",
  groups: [],
  externalId: null,
  sameAs: null,
  ...more,
});

test("groups are found by name however it is written, and whoever names none gets the chosen ones", () => {
  const plan = planOf([person(2, { groups: ["eleves", "VERKAUF", "Verkauf"] }), person(3)], groups, ["GRP-1"]);
  expect(plan.map(({ invite }) => invite?.groupIds)).toEqual([["GRP-2", "GRP-1"], ["GRP-1"]]);
});

test("what the list itself shows to be wrong is not asked for", () => {
  const plan = planOf([person(2), person(3, { sameAs: 2 }), person(4, { groups: ["Verkauf", "Lager"] })], groups, []);
  expect(plan.map(({ skip }) => skip)).toEqual([
    { kind: "noGroup" },
    { kind: "duplicate", line: 2 },
    { kind: "unknownGroups", names: ["Lager"] },
  ]);
  expect(callsOf(plan)).toEqual([]);
});

test("missing groups are named once, as first written", () => {
  const plan = planOf([person(2, { groups: ["Lager"] }), person(3, { groups: ["LAGER", "Küche"] })], groups, []);
  expect(missingGroups(plan).sort()).toEqual(["Küche", "Lager"]);
});

test("an id in another system goes along as written", () => {
  expect(planOf([person(2, { externalId: "0042" })], groups, ["GRP-1"])[0]?.invite).toMatchObject({
    externalId: "0042",
  });
  expect(planOf([person(2)], groups, ["GRP-1"])[0]?.invite).not.toHaveProperty("externalId");
});

test("at most 100 are asked for in one call, in the order of the list", () => {
  const people = Array.from({ length: 241 }, (_none, at) => person(at + 2, at === 3 ? { sameAs: 2 } : {}));
  const calls = callsOf(planOf(people, groups, ["GRP-1"]));
  expect(calls.map((call) => call.length)).toEqual([100, 100, 40]);
  expect(calls[0]?.slice(0, 5)).toEqual([0, 1, 2, 4, 5]);
  expect(calls[2]?.at(-1)).toBe(240);
});
