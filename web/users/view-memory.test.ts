import { describe, expect, test } from "vitest";
import { readView, viewParams } from "./list-view.ts";
import {
  asksForNothing,
  defaultView,
  emptyMemory,
  firstView,
  isModified,
  memoryOf,
  parseMemories,
  rememberDefault,
  rememberLast,
  startView,
  urlParams,
} from "./view-memory.ts";

const pending = readView({ status: "invited", sort: "sentAt.desc", columns: "email,sent", page: "4", size: "50" });

describe("what is remembered of the list", () => {
  test("a saved default is where an empty URL begins, at the first page", () => {
    const memory = rememberDefault(emptyMemory, pending);
    expect(startView(memory)).toEqual({ ...pending, page: 1, pageSize: 10 });
    expect(defaultView(memory, 50)).toEqual({ ...pending, page: 1 });
    expect(startView(rememberDefault(memory, null))).toEqual(readView({}));
  });

  test("another page or another length is the same view, another filter, sort or column is not", () => {
    const memory = rememberDefault(emptyMemory, pending);
    expect(isModified({ ...pending, page: 7, pageSize: 5 }, memory)).toBe(false);
    expect(isModified({ ...pending, status: [] }, memory)).toBe(true);
    expect(isModified({ ...pending, sort: [] }, memory)).toBe(true);
    expect(isModified({ ...pending, columns: ["email"] }, memory)).toBe(true);
    expect(isModified(readView({}), emptyMemory)).toBe(false);
  });

  test("columns and length stay as they were last, even where they are the usual ones again", () => {
    const saved = rememberDefault(emptyMemory, pending);
    const usual = rememberLast(saved, { ...pending, columns: readView({}).columns, pageSize: 10 });
    expect(startView(usual)).toEqual({ ...pending, columns: readView({}).columns, page: 1, pageSize: 10 });
    expect(startView(rememberLast(saved, { ...pending, pageSize: 100 })).pageSize).toBe(100);
  });

  test("a URL means the same to everybody: one that would be empty says so", () => {
    const memory = rememberDefault(emptyMemory, pending);
    expect(urlParams(readView({}), memory).view).toBe("plain");
    expect(asksForNothing({ view: "plain" })).toBe(false);
    expect(urlParams(pending, memory)).toEqual({ ...viewParams(pending), view: null });
    expect(urlParams(readView({}), emptyMemory).view).toBeNull();
    expect([asksForNothing({}), asksForNothing({ other: "1" }), asksForNothing({ q: "a" })]).toEqual([
      true,
      true,
      false,
    ]);
  });

  test("until it is known who looks, the only one who ever did counts, and of several nobody", () => {
    const mine = rememberLast(emptyMemory, { ...pending, pageSize: 100 });
    expect(memoryOf({}, undefined)).toEqual(emptyMemory);
    expect(memoryOf({ "USR-1": mine }, undefined)).toBe(mine);
    expect(memoryOf({ "USR-1": mine, "USR-2": emptyMemory }, undefined)).toBeNull();
    expect(memoryOf({ "USR-1": mine, "USR-2": emptyMemory }, "USR-1")).toBe(mine);
    expect(memoryOf({ "USR-1": mine }, "USR-3")).toEqual(emptyMemory);
  });

  test("a URL that says what it shows needs to know nobody", () => {
    expect(firstView({ page: "4" }, null)).toEqual(readView({ page: "4" }));
    expect(firstView({}, null)).toBeNull();
    expect(firstView({}, rememberDefault(emptyMemory, pending))).toEqual({ ...pending, page: 1, pageSize: 10 });
  });

  test("whatever else stands in the storage counts as nothing", () => {
    expect(["", "null", "7", "[", null].map((stored) => parseMemories(stored))).toEqual([{}, {}, {}, {}, {}]);
    expect(parseMemories('{"USR-1":null,"USR-2":{"view":7,"last":{"size":5,"columns":"email"}}}')).toEqual({
      "USR-1": { view: null, last: {} },
      "USR-2": { view: {}, last: { columns: "email" } },
    });
  });
});
