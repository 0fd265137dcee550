import { describe, expect, test } from "vitest";
import { expiringMs } from "../user-actions/expiring.ts";
import { defaultColumns } from "./columns.ts";
import { type ListView, listInput, readView, viewParams } from "./list-view.ts";

const plain: ListView = {
  search: "",
  status: [],
  expiring: null,
  groupId: null,
  invitedBy: null,
  delivery: [],
  hasAskedAgain: false,
  sort: [],
  columns: [...defaultColumns],
  widths: {},
  page: 1,
  pageSize: 10,
};
const groupId = "GRP-0123456789ABCDEF";
const invitedBy = "USR-0123456789ABCDEF";

describe("the view of the list", () => {
  test("is the plain one without parameters, which needs none", () => {
    expect(readView({})).toEqual(plain);
    expect(Object.values(viewParams(readView({})))).toEqual(Array(12).fill(null));
  });

  test("comes back from the URL as it was written", () => {
    const params = {
      ...{ q: "björk", status: "invited,removed", expiring: "48h", group: groupId, delivery: "retrying,failed" },
      ...{ asked: "again", sort: "status.asc,joinedAt.desc", columns: "email,sent", widths: "user.wide,sent.compact" },
      ...{ page: "3", size: "25", by: invitedBy },
    };
    expect(viewParams(readView(params))).toEqual(params);
    const day = { expiring: "2026-11-30" };
    expect(viewParams(readView(day))).toEqual({ ...viewParams(readView({})), ...day });
  });

  test("leaves out what makes no sense", () => {
    const params = { status: "gone,invited", sort: "constructor.desc", page: "-1", size: "7", expiring: "49h" };
    expect(readView(params)).toEqual({ ...plain, status: ["invited"] });
    expect(readView({ group: "GRP-1", delivery: "lost", asked: "yes", columns: "user", widths: "a.wide" })).toEqual(
      plain,
    );
    for (const expiring of ["2026-13-01", "2026-11-31x", "0026-01-01", "tomorrow"]) {
      expect(readView({ expiring })).toEqual(plain);
    }
    expect(readView({ page: "1.5", q: ["two", "texts"] })).toEqual({ ...plain, search: "two" });
  });

  test("asks the API for no more than it says", () => {
    expect(listInput(readView({ q: "  " }), 0)).toEqual({ page: 1, pageSize: 10 });
    expect(listInput(readView({ q: " ron ", status: "blocked", sort: "name.asc,email.desc" }), 0)).toEqual({
      search: "ron",
      status: ["blocked"],
      sort: [
        { by: "name", dir: "asc" },
        { by: "email", dir: "desc" },
      ],
      page: 1,
      pageSize: 10,
    });
  });

  test("asks for who was invited by somebody, and for what runs out before a day begins where the reader is", () => {
    expect(listInput(readView({ by: invitedBy, expiring: "2026-11-30" }), 0)).toMatchObject({
      invitedBy,
      expiresBefore: new Date(2026, 10, 30).getTime(),
    });
  });

  test("says that an invitation expires soon; when that is, the moment of asking says", () => {
    const view = readView({ expiring: "48h", group: groupId, delivery: "failed", asked: "again" });
    expect(listInput(view, 1_000)).toEqual({
      expiresBefore: 1_000 + expiringMs,
      groupId,
      delivery: ["failed"],
      askedAgain: true,
      page: 1,
      pageSize: 10,
    });
    expect(JSON.stringify(viewParams(view))).not.toContain("1000");
  });
});
