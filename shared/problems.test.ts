import * as v from "valibot";
import { expect, test } from "vitest";
import { accountsUpdate, usersInvite, usersList } from "./inputs.ts";
import { fieldProblems } from "./problems.ts";
import { problemSentences } from "./texts/en/refusals.ts";

function problemsOf(schema: v.GenericSchema, input: unknown): [field: string, problem: string][] {
  const problems = fieldProblems(v.safeParse(schema, input).issues ?? []);
  for (const { problem, message } of problems) expect(message).toBe(problemSentences[problem]);
  return problems.map(({ field, problem }) => [field, problem]);
}

const person = { email: "ann@example.com", firstName: "Ann", lastName: "Lee", groupIds: ["GRP-0123456789ABCDEF"] };

test("good input has no problems", () => {
  expect(problemsOf(usersInvite, person)).toEqual([]);
});

test("a failed check is told at its field by its name", () => {
  expect(problemsOf(usersInvite, { ...person, email: "ann", firstName: " " })).toEqual([
    ["email", "addressFormat"],
    ["firstName", "required"],
  ]);
});

test("a key that is not known is told, also deeper down", () => {
  expect(problemsOf(usersInvite, { ...person, isAdmin: true })).toEqual([["isAdmin", "unknownKey"]]);
  expect(problemsOf(usersList, { sort: [{ by: "name", dir: "asc", nulls: "last" }] })).toEqual([
    ["sort.0.nulls", "unknownKey"],
  ]);
});

test("a key that is missing is required", () => {
  const { email: _, ...nobody } = person;
  expect(problemsOf(usersInvite, nobody)).toEqual([["email", "required"]]);
});

test("the path tells which of several is meant", () => {
  expect(problemsOf(usersInvite, { ...person, groupIds: ["GRP-0123456789ABCDEF", "x"] })).toEqual([
    ["groupIds.1", "invalid"],
  ]);
});

test("each field is told once, with what is wrong first", () => {
  expect(problemsOf(usersInvite, { ...person, firstName: "x".repeat(10_000) })).toEqual([["firstName", "nameTooLong"]]);
});

test("input of another kind altogether is the field without a name", () => {
  expect(problemsOf(usersInvite, "ann@example.com")).toEqual([["", "invalid"]]);
  expect(problemsOf(usersInvite, null)).toEqual([["", "invalid"]]);
});

test("a wrong type whose message is valibot's own is invalid", () => {
  expect(problemsOf(accountsUpdate, { idempotencyKey: 7 })).toEqual([["idempotencyKey", "invalid"]]);
  expect(problemsOf(v.strictObject({ n: v.number() }), { n: "7" })).toEqual([["n", "invalid"]]);
});

test("issues that carry only a message are read too", () => {
  expect(fieldProblems([{ message: "Something else", path: undefined }])).toEqual([
    { field: "", problem: "invalid", message: problemSentences.invalid },
  ]);
});
