import * as v from "valibot";
import { describe, expect, test } from "vitest";
import * as inputs from "./inputs.ts";
import { pageSizes } from "./limits.ts";
import { fieldProblems } from "./problems.ts";

const userId = "USR-0123456789ABCDEF";
const groupId = "GRP-0123456789ABCDEF";
const tokenId = "TOK-0123456789ABCDEF";
const code = "AQAAAAAAAAAA";
const person = { email: "ann@example.com", firstName: "Ann", lastName: "Lee", groupIds: [groupId] };

/** An input that is good, for each schema of a procedure. */
const good = {
  nothing: [inputs.nothing, {}],
  usersList: [
    inputs.usersList,
    {
      search: "ann",
      status: ["invited"],
      groupId,
      delivery: ["failed"],
      expiresBefore: 1,
      askedAgain: true,
      invitedBy: userId,
      sort: [
        { by: "name", dir: "asc" },
        { by: "sentAt", dir: "desc" },
      ],
      page: 1,
      pageSize: 25,
      cursor: "x",
    },
  ],
  usersGet: [inputs.usersGet, { userId }],
  usersGetByAddress: [inputs.usersGet, { email: "ann@example.com" }],
  usersGetByExternalId: [inputs.usersGet, { externalId: "7" }],
  usersInvite: [
    inputs.usersInvite,
    { ...person, externalId: "7", message: "Hi", locale: "de", sendMail: false, idempotencyKey: "k-1" },
  ],
  usersInviteMany: [
    inputs.usersInviteMany,
    { users: [person], message: "Hi", locale: "de", again: true, renew: true, dryRun: true, idempotencyKey: "k" },
  ],
  usersInviteManyRow: [inputs.usersInviteManyRow, { ...person, externalId: "7" }],
  usersEdit: [inputs.usersEdit, { userId, groupIds: [groupId], ifRevision: 1, idempotencyKey: "k" }],
  usersCorrectAddress: [inputs.usersCorrectAddress, { userId, email: "ann@example.com", idempotencyKey: "k" }],
  usersGuarded: [inputs.usersGuarded, { userId, ifRevision: 1, idempotencyKey: "k" }],
  usersOne: [inputs.usersOne, { userId, idempotencyKey: "k" }],
  usersMany: [inputs.usersMany, { userIds: [userId], idempotencyKey: "k" }],
  usersEditMany: [inputs.usersEditMany, { userIds: [userId], groupIds: [groupId], idempotencyKey: "k" }],
  invitationsCode: [inputs.invitationsCode, { code }],
  invitationsAccept: [inputs.invitationsAccept, { code, firstName: "Ann", lastName: "", termsAccepted: true }],
  groupsCreate: [inputs.groupsCreate, { name: "Sales", idempotencyKey: "k" }],
  groupsRename: [inputs.groupsRename, { groupId, name: "Sales", idempotencyKey: "k" }],
  groupsRemove: [inputs.groupsRemove, { groupId, idempotencyKey: "k" }],
  tokensCreate: [inputs.tokensCreate, { name: "Sync", scope: "read", expiresAt: 1 }],
  tokensOne: [inputs.tokensOne, { tokenId }],
  eventsList: [
    inputs.eventsList,
    {
      ...{ userId, type: ["user.edited"], actor: { kind: "user", id: userId }, from: 0, before: 1 },
      ...{ cursor: "x", after: 0, pageSize: 100 },
    },
  ],
  accountsCreate: [inputs.accountsCreate, { name: "Acme", locale: "de", timeZone: "UTC", idempotencyKey: "k" }],
  accountsUpdate: [
    inputs.accountsUpdate,
    { name: "Acme", homeUrl: "https://example.com/", locale: "de-CH", timeZone: "Europe/Zurich", idempotencyKey: "k" },
  ],
  accountsLeave: [inputs.accountsLeave, { idempotencyKey: "k" }],
  profileUpdate: [
    inputs.profileUpdate,
    { firstName: "Ann", lastName: "Lee", notifications: { accepted: true, declined: false } },
  ],
} as const satisfies Record<string, readonly [v.GenericSchema, Record<string, unknown>]>;

function problemsOf(schema: v.GenericSchema, input: unknown): Record<string, string> {
  const problems = fieldProblems(v.safeParse(schema, input).issues ?? []);
  return Object.fromEntries(problems.map(({ field, problem }) => [field, problem]));
}

/** What is wrong with one value at one place of a good input; null where it is good too. */
function problemAt(name: keyof typeof good, field: string, value: unknown): string | null {
  const [schema, input] = good[name];
  const problems = problemsOf(schema, { ...input, [field]: value });
  const [first] = Object.values(problems);
  return first ?? null;
}

describe("every schema", () => {
  test.each(Object.entries(good))("%s takes what it should and no other key", (_name, [schema, input]) => {
    expect(problemsOf(schema, input)).toEqual({});
    expect(problemsOf(schema, { ...input, isAdmin: true })).toEqual({ isAdmin: "unknownKey" });
    expect(problemsOf(schema, { ...input, accountId: "ACC-0123456789ABCDEF" })).toEqual({ accountId: "unknownKey" });
  });

  test.each(Object.entries(good))("%s refuses what is no object", (_name, [schema]) => {
    for (const input of [null, "text", 7, true, [1]]) {
      expect(v.safeParse(schema, input).success, JSON.stringify(input)).toBe(false);
    }
  });

  test.each(Object.entries(good))("%s names a problem for every field of a wrong type", (_name, [schema, input]) => {
    for (const field of Object.keys(input)) {
      for (const value of [{ a: 1 }, Number.NaN, Symbol.iterator]) {
        const problems = problemsOf(schema, { ...input, [field]: value });
        expect(Object.keys(problems), field).not.toEqual([]);
        for (const at of Object.keys(problems)) expect(at.split(".")[0]).toBe(field);
      }
    }
  });

  test("only lists and calls without input may be called with nothing", () => {
    const callable = Object.entries(good).filter(([, [schema]]) => v.safeParse(schema, undefined).success);
    expect(callable.map(([name]) => name)).toEqual(["nothing", "usersList", "eventsList", "accountsLeave"]);
  });
});

describe("a user is looked up by one thing", () => {
  test("and what is wrong is told at it", () => {
    expect(problemsOf(inputs.usersGet, { userId: "7" })).toEqual({ userId: "invalid" });
    expect(problemsOf(inputs.usersGet, { email: "ann" })).toEqual({ email: "addressFormat" });
    expect(problemsOf(inputs.usersGet, { email: "ann@example.com", userId })).toEqual({ userId: "unknownKey" });
    expect(problemsOf(inputs.usersGet, {})).toEqual({ userId: "required" });
  });

  test("in any case of its letters", () => {
    expect(v.parse(inputs.usersGet, { email: " Ann@EXAMPLE.com" })).toEqual({ email: "ann@example.com" });
  });
});

describe("names", () => {
  const real = [
    "J.R.R. Tolkien",
    "J.R.R.Tolkien",
    "St. John",
    "O'Brien",
    "O’Brien",
    "Anne-Marie",
    "Dr. No",
    "M.Ly",
    "J.De Vries",
    "Ma.Theresa",
    "Martin Luther King, Jr.",
    "X Æ A-12",
    "Nuñez",
    "Đặng Thị Ánh",
    "Þórr",
    "Иван",
    "李小龍",
    "田中 太郎",
    "김철수",
    "محمد عبد الله",
    "דוד בן־גוריון",
    // Persian with a zero-width non-joiner, Sinhala with a joiner
    "می\u200cنا",
    "ක්\u200dෂ",
    "สมชาย",
    "R&D",
    "C/o Anna",
    "Jo/Anne",
    "Zoë 🙂",
    "i",
    "𠮷田",
  ];

  test.each(real)("%s is one", (name) => {
    for (const field of ["firstName", "lastName"] as const) expect(problemAt("usersInvite", field, name)).toBeNull();
    expect(v.parse(inputs.usersInvite, { ...person, firstName: ` ${name} ` }).firstName).toBe(name);
  });

  const links = [
    "Amy.Co",
    "win at prizes.com",
    "Prizes.COM!",
    "x.com",
    "http://x",
    "https://prizes.example",
    "HTTPS://prizes.example",
    "www.prizes",
    "bit.ly/abc",
    "t.co/abc",
    "prizes.example/win",
    "preise.de",
    "ann@prizes.net",
    "preisé.com",
    "prizes．com",
    "ｐｒｉｚｅｓ.ｃｏｍ",
    "prizes。com",
    "prizes.click",
  ];

  test.each(links)("%s is a link", (name) => {
    expect(problemAt("usersInvite", "firstName", name)).toBe("nameWithLink");
    expect(problemAt("usersInvite", "lastName", name)).toBe("nameWithLink");
    expect(problemAt("invitationsAccept", "firstName", name)).toBe("nameWithLink");
    expect(problemAt("profileUpdate", "firstName", name)).toBe("nameWithLink");
    expect(problemAt("accountsCreate", "name", name)).toBe("nameWithLink");
    expect(problemAt("usersInvite", "message", `Look: ${name}`)).toBe("messageWithLink");
  });

  test.each(["Ann\r\nBcc: x", "Ann\u0000", "Ann\u202eeeL", "<b>Ann</b>", "Ann\u200bLee", "Ann\u2028Lee", "Ann\ud800"])(
    "%j has characters that a name cannot have",
    (name) => {
      expect(problemAt("usersInvite", "firstName", name)).toBe("nameCharacters");
      expect(problemAt("usersInvite", "lastName", name)).toBe("nameCharacters");
    },
  );

  test.each(["", "   ", "\u200c", "\u3164", "\u0301"])("%j shows nothing", (name) => {
    expect(problemAt("usersInvite", "firstName", name)).toBe("required");
    expect(problemAt("groupsCreate", "name", name)).toBe("required");
  });

  test("one may have no last name", () => {
    expect(problemAt("usersInvite", "lastName", "")).toBeNull();
  });

  test("of 100 characters are taken, longer ones are not, and 10,000 or a million cost nothing", () => {
    expect(problemAt("usersInvite", "firstName", "x".repeat(100))).toBeNull();
    expect(problemAt("usersInvite", "firstName", ` ${"x".repeat(100)} `)).toBeNull();
    expect(problemAt("usersInvite", "firstName", "x".repeat(101))).toBe("nameTooLong");
    expect(problemAt("usersInvite", "lastName", "x".repeat(10_000))).toBe("nameTooLong");
    const start = performance.now();
    for (const field of ["firstName", "lastName", "externalId", "message", "email"]) {
      expect(problemAt("usersInvite", field, "x-.".repeat(333_333))).toMatch(/TooLong$/);
    }
    expect(performance.now() - start).toBeLessThan(100);
  });
});

describe("messages", () => {
  test("have lines, which end in one way", () => {
    const parsed = v.parse(inputs.usersInvite, { ...person, message: " Hello\r\nAnn,\rcome\tin\n" });
    expect(parsed.message).toBe("Hello\nAnn,\ncome\tin");
  });

  test("may say what people say", () => {
    for (const text of ["See you tomorrow.In case of trouble, call.", "e.g. and/or, i.e. 10:30", "您好。欢迎。", ""]) {
      expect(problemAt("usersInvite", "message", text), text).toBeNull();
    }
  });

  test("have 1,000 characters at most and none that hide", () => {
    expect(problemAt("usersInvite", "message", "x".repeat(1_000))).toBeNull();
    expect(problemAt("usersInvite", "message", "x".repeat(1_001))).toBe("messageTooLong");
    for (const text of ["a\u0000", "a\u202eb", "a\u001b[0m"]) {
      expect(problemAt("usersInvite", "message", text)).toBe("invalid");
    }
  });
});

describe("ids", () => {
  test.each([
    "",
    "USR-0123456789ABCDE",
    "USR-0123456789ABCDEFG",
    "usr-0123456789abcdef",
    "USR-0123456789ABCDEI",
    "USR-0123-4567-89AB-CDEF",
    "ACC-0123456789ABCDEF",
    " USR-0123456789ABCDEF",
    "USR-0123456789ABCDEF\n",
    "' OR 1=1 --",
  ])("%j names no user", (id) => {
    expect(problemAt("usersOne", "userId", id)).toBe("invalid");
    expect(problemAt("usersMany", "userIds", [userId, id])).toBe("invalid");
  });

  test("of groups are told once and not without number", () => {
    expect(v.parse(inputs.usersEdit, { userId, groupIds: [groupId, groupId] }).groupIds).toEqual([groupId]);
    expect(
      problemAt(
        "usersEdit",
        "groupIds",
        Array.from({ length: 51 }, () => groupId),
      ),
    ).toBe("tooMany");
  });

  test("a bulk has 1 to 500 users", () => {
    expect(problemAt("usersMany", "userIds", [])).toBe("required");
    expect(
      problemAt(
        "usersMany",
        "userIds",
        Array.from({ length: 500 }, () => userId),
      ),
    ).toBeNull();
    expect(
      problemAt(
        "usersMany",
        "userIds",
        Array.from({ length: 501 }, () => userId),
      ),
    ).toBe("tooMany");
    expect(problemAt("usersInviteMany", "users", [])).toBe("required");
    expect(
      problemAt(
        "usersInviteMany",
        "users",
        Array.from({ length: 501 }, () => person),
      ),
    ).toBe("tooMany");
  });

  test("one bad row of a bulk spoils no other", () => {
    expect(problemAt("usersInviteMany", "users", [person, null, { email: 7 }])).toBeNull();
  });
});

describe("lists", () => {
  test("sort by each column once, either way", () => {
    for (const by of ["name", "email", "status", "sentAt", "joinedAt", "lastSignInAt"]) {
      expect(problemAt("usersList", "sort", [{ by, dir: "asc" }])).toBeNull();
    }
    expect(problemAt("usersList", "sort", [])).toBeNull();
    expect(problemAt("usersList", "sort", [{ by: "revision", dir: "asc" }])).toBe("invalid");
    expect(problemAt("usersList", "sort", [{ by: "name", dir: "up" }])).toBe("invalid");
    expect(
      problemAt("usersList", "sort", [
        { by: "name", dir: "asc" },
        { by: "name", dir: "desc" },
      ]),
    ).toBe("invalid");
  });

  test("have pages of 5, 10, 25, 50 or 100, from 1", () => {
    expect(pageSizes).toEqual([5, 10, 25, 50, 100]);
    for (const size of pageSizes) expect(problemAt("usersList", "pageSize", size)).toBeNull();
    for (const size of [0, 1, 20, 101, 1e9, -5, 5.5, "10"]) {
      expect(problemAt("usersList", "pageSize", size)).toBe("invalid");
      expect(problemAt("eventsList", "pageSize", size)).toBe("invalid");
    }
    for (const page of [0, -1, 1.5, Number.POSITIVE_INFINITY, 2 ** 60, "1"]) {
      expect(problemAt("usersList", "page", page)).toBe("invalid");
    }
  });

  test("filter by what there is", () => {
    expect(problemAt("usersList", "status", ["invited", "gone"])).toBe("invalid");
    expect(problemAt("usersList", "delivery", ["lost"])).toBe("invalid");
    expect(problemAt("eventsList", "type", ["user.sneezed"])).toBe("invalid");
    for (const actor of [{ kind: "user" }, { kind: "token", id: tokenId }, { kind: "invitee" }, { kind: "system" }]) {
      expect(problemsOf(inputs.eventsList, { actor })).toEqual({});
    }
    expect(problemsOf(inputs.eventsList, { actor: { kind: "robot" } })).toEqual({ "actor.kind": "invalid" });
    expect(problemsOf(inputs.eventsList, { actor: {} })).toEqual({ "actor.kind": "invalid" });
    expect(problemsOf(inputs.eventsList, { actor: { kind: "user", id: tokenId } })).toEqual({ "actor.id": "invalid" });
    // Only users and tokens have ids.
    expect(problemsOf(inputs.eventsList, { actor: { kind: "system", id: userId } })).toEqual({
      "actor.id": "unknownKey",
    });
    expect(problemAt("usersList", "search", "x".repeat(201))).toBe("tooMany");
    expect(problemAt("usersList", "cursor", "x".repeat(1_001))).toBe("cursorInvalid");
  });
});

describe("the rest", () => {
  test("terms are accepted or not", () => {
    for (const value of [false, "true", 1]) {
      expect(problemAt("invitationsAccept", "termsAccepted", value)).toBe("termsRequired");
    }
  });

  test("a code is text of at most 200 characters", () => {
    expect(problemAt("invitationsCode", "code", "")).toBeNull();
    expect(problemAt("invitationsCode", "code", "x".repeat(200))).toBeNull();
    expect(problemAt("invitationsCode", "code", "x".repeat(201))).toBe("invalid");
  });

  test("time zones and languages are those that exist", () => {
    for (const zone of ["UTC", "Europe/Zurich", "America/Argentina/Buenos_Aires"]) {
      expect(problemAt("accountsUpdate", "timeZone", zone)).toBeNull();
    }
    for (const zone of ["", "Mars/Olympus", "x".repeat(10_000)]) {
      expect(problemAt("accountsUpdate", "timeZone", zone)).toBe("zoneUnknown");
    }
    for (const tag of ["en", "de-CH", "zh-Hant-TW"]) expect(problemAt("accountsUpdate", "locale", tag)).toBeNull();
    for (const tag of ["", "e", "en_US", "../en"]) {
      expect(problemAt("accountsUpdate", "locale", tag)).toBe("localeUnknown");
    }
  });

  test("a home is a web address or none", () => {
    for (const url of [null, "https://example.com/a?b#c", "http://localhost:3000"]) {
      expect(problemAt("accountsUpdate", "homeUrl", url)).toBeNull();
    }
    for (const url of ["", "example.com", "javascript:alert(1)", "data:text/html,x", "//example.com", "https://"]) {
      expect(problemAt("accountsUpdate", "homeUrl", url)).toBe("urlFormat");
    }
  });

  test("instants are whole milliseconds since 1970", () => {
    for (const at of [-1, 1.5, 2 ** 60, "1", Number.NaN]) {
      expect(problemAt("tokensCreate", "expiresAt", at)).toBe("invalid");
      expect(problemAt("usersList", "expiresBefore", at)).toBe("invalid");
    }
  });

  test("an idempotency key is printable and short", () => {
    for (const key of ["", "a b", "ä", "x".repeat(101), "a\n"]) {
      expect(problemAt("usersOne", "idempotencyKey", key)).toBe("invalid");
    }
  });

  test("a program's own id for a user is text without control characters", () => {
    expect(problemAt("usersInvite", "externalId", "https://crm.example.com/7")).toBeNull();
    expect(problemAt("usersInvite", "externalId", "")).toBe("required");
    expect(problemAt("usersInvite", "externalId", "a\nb")).toBe("nameCharacters");
  });
});
