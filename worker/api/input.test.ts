import { beforeAll, describe, expect, test } from "vitest";
import { type Account, callerOf, makeAccount } from "../test/harness.ts";
import { call } from "../test/http.ts";

let account: Account;
beforeAll(async () => {
  account = await makeAccount();
});

function invitation(more: object = {}) {
  return {
    email: "fine@example.com",
    firstName: "Fine",
    lastName: "Person",
    groupIds: [account.usersGroupId],
    ...more,
  };
}

async function countUsers(): Promise<number> {
  return (await callerOf({ token: account.token }).users.list()).total;
}

describe("bad input is told with its field and a sentence, and does nothing:", () => {
  const addresses: [string, string, string][] = [
    ["none", "", "required"],
    ["with a line break", "a@example.com\r\nBcc: all@example.com", "addressFormat"],
    ["with a line break and no second @", "a@example.com\r\nBcc: all", "addressDomain"],
    ["with a line break before the @", "a\r\nBcc: b@example.com", "addressLocalPart"],
    ["with a NUL", "a\u0000@example.com", "addressLocalPart"],
    ["a list", "a@example.com, b@example.com", "addressFormat"],
    ["a list with semicolons", "a@example.com;b@example.com", "addressFormat"],
    ["in quotes", '"a b"@example.com', "addressLocalPart"],
    ["with a name", "Ada <ada@example.com>", "addressLocalPart"],
    ["with a comment", "a(comment)@example.com", "addressLocalPart"],
    ["with a local part beyond ASCII", "zoë@example.com", "addressLocalPart"],
    ["with a look-alike", "аda@example.com", "addressLocalPart"],
    ["without a domain", "ada@", "addressDomain"],
    ["at an IP address", "ada@[127.0.0.1]", "addressDomain"],
    ["at a number", "ada@127.0.0.1", "addressDomain"],
    ["of 10,000 characters", `${"a".repeat(10_000)}@example.com`, "addressTooLong"],
    ["with a local part of 65 characters", `${"a".repeat(65)}@example.com`, "addressTooLong"],
  ];
  test.each(addresses)("an address %s", async (_, email, problem) => {
    const { status, data, message } = await call(account, "users.invite", invitation({ email }));
    expect({ status, problems: data?.problems }).toMatchObject({
      status: 400,
      problems: [{ field: "email", problem }],
    });
    expect(data).toMatchObject({ code: "BAD_REQUEST", refusal: null, requestId: null });
    expect(message).toBe(`email: ${data?.problems?.[0]?.message}`);
    expect(message.length).toBeGreaterThan(15);
    expect(await countUsers()).toBe(1);
  });

  const fields: [string, string, () => object, string, string][] = [
    [
      "a name of 10,000 characters",
      "users.invite",
      () => invitation({ firstName: "x".repeat(10_000) }),
      "firstName",
      "nameTooLong",
    ],
    [
      "a name with a URL",
      "users.invite",
      () => invitation({ lastName: "see https://evil.example" }),
      "lastName",
      "nameWithLink",
    ],
    [
      "a name with a bare domain",
      "users.invite",
      () => invitation({ firstName: "evil.com" }),
      "firstName",
      "nameWithLink",
    ],
    [
      "a name with a line break",
      "users.invite",
      () => invitation({ firstName: "A\nB" }),
      "firstName",
      "nameCharacters",
    ],
    ["a name with a tag", "users.invite", () => invitation({ firstName: "<b>" }), "firstName", "nameCharacters"],
    ["a name that shows nothing", "users.invite", () => invitation({ firstName: "\u00a0" }), "firstName", "required"],
    ["no first name", "users.invite", () => invitation({ firstName: undefined }), "firstName", "required"],
    [
      "a message with a URL",
      "users.invite",
      () => invitation({ message: "http://evil.example" }),
      "message",
      "messageWithLink",
    ],
    [
      "a message of 1,001 characters",
      "users.invite",
      () => invitation({ message: "x".repeat(1_001) }),
      "message",
      "messageTooLong",
    ],
    [
      "an unknown group",
      "users.invite",
      () => invitation({ groupIds: ["GRP-0000000000000000"] }),
      "groupIds",
      "groupUnknown",
    ],
    ["no id of a group", "users.invite", () => invitation({ groupIds: ["Users"] }), "groupIds.0", "invalid"],
    [
      "51 groups",
      "users.invite",
      () => invitation({ groupIds: Array(51).fill(account.usersGroupId) }),
      "groupIds",
      "tooMany",
    ],
    ["an unknown key", "users.invite", () => invitation({ isAdmin: true }), "isAdmin", "unknownKey"],
    ["an account in the input", "users.list", () => ({ accountId: "ACC-0000000000000000" }), "accountId", "unknownKey"],
    ["a number for an address", "users.invite", () => invitation({ email: 7 }), "email", "required"],
    ["an object for a name", "users.invite", () => invitation({ firstName: {} }), "firstName", "required"],
    [
      "an idempotency key with a space",
      "users.invite",
      () => invitation({ idempotencyKey: "a b" }),
      "idempotencyKey",
      "invalid",
    ],
    [
      "an unknown sort",
      "users.list",
      () => ({ sort: [{ by: "id; DROP TABLE users", dir: "asc" }] }),
      "sort.0.by",
      "invalid",
    ],
    ["an unknown direction", "users.list", () => ({ sort: [{ by: "name", dir: "up" }] }), "sort.0.dir", "invalid"],
    [
      "the same sort twice",
      "users.list",
      () => ({
        sort: [
          { by: "name", dir: "asc" },
          { by: "name", dir: "desc" },
        ],
      }),
      "sort",
      "invalid",
    ],
    ["a page size of 11", "users.list", () => ({ pageSize: 11 }), "pageSize", "invalid"],
    ["a page size of a million", "users.list", () => ({ pageSize: 1e6 }), "pageSize", "invalid"],
    ["page 0", "users.list", () => ({ page: 0 }), "page", "invalid"],
    ["page 1.5", "users.list", () => ({ page: 1.5 }), "page", "invalid"],
    ["an unknown status", "users.list", () => ({ status: ["dead"] }), "status.0", "invalid"],
    ["a cursor of nonsense", "users.list", () => ({ cursor: "%%%" }), "cursor", "cursorInvalid"],
    [
      "a cursor of another order",
      "users.list",
      () => ({ cursor: btoa('["email-asc,id-asc",["a","b"]]') }),
      "cursor",
      "cursorInvalid",
    ],
    [
      "a cursor that hides SQL",
      "users.list",
      () => ({ cursor: btoa('["nameKey-asc,id-asc",[{},"1"]]') }),
      "cursor",
      "cursorInvalid",
    ],
    ["a search of 201 characters", "users.list", () => ({ search: "x".repeat(201) }), "search", "tooMany"],
    ["an id of another kind", "users.remove", () => ({ userId: account.usersGroupId }), "userId", "invalid"],
    ["an id that is none", "users.get", () => ({ userId: "1 OR 1=1" }), "userId", "invalid"],
    [
      "two ways to name a user",
      "users.get",
      () => ({ email: "a@example.com", userId: account.founderId }),
      "userId",
      "unknownKey",
    ],
    [
      "terms not accepted",
      "invitations.accept",
      () => ({ code: "x", firstName: "A", lastName: "", termsAccepted: false }),
      "termsAccepted",
      "termsRequired",
    ],
    ["a code of 201 characters", "invitations.preview", () => ({ code: "x".repeat(201) }), "code", "invalid"],
    ["a script as home", "accounts.update", () => ({ homeUrl: "javascript:alert(1)" }), "homeUrl", "urlFormat"],
    ["an unknown zone", "accounts.update", () => ({ timeZone: "Mars/Olympus" }), "timeZone", "zoneUnknown"],
    ["an unknown event", "events.list", () => ({ type: ["user.exploded"] }), "type.0", "invalid"],
  ];
  test.each(fields)("%s", async (_, path, input, field, problem) => {
    const { status, data, text } = await call(account, path, input());
    expect({ status, problems: data?.problems }).toMatchObject({ status: 400, problems: [{ field, problem }] });
    expect(data?.problems?.[0]?.message).toMatch(/^[A-Z].{8,}/);
    expect(text).not.toMatch(/stack|node_modules|SQLITE|D1_ERROR/);
    expect(await countUsers()).toBe(1);
  });

  test("several fields at once", async () => {
    const { data } = await call(account, "users.invite", {
      email: "x",
      firstName: "",
      lastName: "\n\n\u0000",
      groupIds: "all",
    });
    expect(data?.problems?.map(({ field }) => field)).toEqual(["email", "firstName", "lastName", "groupIds"]);
  });

  test.each([
    ["no JSON", "{"],
    ["an array", "[]"],
    ["a string", '"users"'],
    ["null", "null"],
    ["nested too deep", `${"[".repeat(20_000)}${"]".repeat(20_000)}`],
    ["with a prototype", '{"__proto__":{"email":"a@example.com"}}'],
  ])("a body that is %s", async (_, body) => {
    const { status, text } = await call(account, "users.invite", body);
    expect(status).toBe(400);
    expect(text).not.toMatch(/stack|node_modules/);
    expect(await countUsers()).toBe(1);
  });

  test("groups of nobody: a user keeps a group", async () => {
    const { status, data } = await call(account, "users.invite", invitation({ groupIds: [] }));
    expect({ status, refusal: data?.refusal }).toEqual({ status: 412, refusal: { reason: "groupRequired" } });
  });
});
