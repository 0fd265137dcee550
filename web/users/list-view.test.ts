import { describe, expect, test } from "vitest";
import { listInput, nextSort, pageCount, readView, viewParams } from "./list-view.ts";

const plain = { search: "", status: [], sort: null, page: 1, pageSize: 10 };

describe("the view of the list", () => {
  test("is the plain one without parameters, which needs none", () => {
    expect(readView({})).toEqual(plain);
    expect(viewParams(readView({}))).toEqual({ q: null, status: null, sort: null, page: null, size: null });
  });

  test("comes back from the URL as it was written", () => {
    const params = { q: "björk", status: "invited,removed", sort: "joinedAt.desc", page: "3", size: "25" };
    expect(viewParams(readView(params))).toEqual(params);
  });

  test("leaves out what makes no sense", () => {
    const params = { status: "gone,invited", sort: "constructor.desc", page: "-1", size: "7" };
    expect(readView(params)).toEqual({ ...plain, status: ["invited"] });
    expect(readView({ page: "1.5", q: ["two", "texts"] })).toEqual({ ...plain, search: "two" });
  });

  test("asks the API for no more than it says", () => {
    expect(listInput(readView({ q: "  " }))).toEqual({ page: 1, pageSize: 10 });
    expect(listInput(readView({ q: " ron ", status: "blocked", sort: "name.asc" }))).toEqual({
      search: "ron",
      status: ["blocked"],
      sort: [{ by: "name", dir: "asc" }],
      page: 1,
      pageSize: 10,
    });
  });

  test("a header sorts up, down, then not at all; another header starts anew", () => {
    const up = nextSort(null, "email");
    const down = nextSort(up, "email");
    expect([up, down, nextSort(down, "email")]).toEqual([
      { by: "email", dir: "asc" },
      { by: "email", dir: "desc" },
      null,
    ]);
    expect(nextSort(down, "name")).toEqual({ by: "name", dir: "asc" });
  });

  test("there is always a page", () => {
    expect([0, 10, 11].map((total) => pageCount(total, 10))).toEqual([1, 1, 2]);
  });
});
