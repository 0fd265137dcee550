import { expect, test } from "vitest";
import { defaultColumns, readColumns, readWidths, setWidth, showColumn, writeColumns, writeWidths } from "./columns.ts";

test("columns keep their order, whatever order they are asked for in", () => {
  expect(readColumns("group,email,actions")).toEqual(["email", "group"]);
  expect(showColumn(["email", "group"], "joined", true)).toEqual(["email", "joined", "group"]);
  expect(showColumn(["email", "group"], "email", false)).toEqual(["group"]);
});

test("the usual columns need no parameter, none at all need one", () => {
  expect(readColumns("")).toEqual(defaultColumns);
  expect(writeColumns(defaultColumns)).toBeNull();
  expect(writeColumns([])).toBe("none");
  expect(readColumns("none")).toEqual([]);
});

test("only widths that were chosen are written", () => {
  const widths = setWidth(setWidth({}, "user", "wide"), "group", "compact");
  expect(writeWidths(widths)).toBe("user.wide,group.compact");
  expect(readWidths("user.wide,group.compact,actions.wide,email.huge")).toEqual(widths);
  expect(writeWidths(setWidth(setWidth(widths, "user", "auto"), "group", "auto"))).toBeNull();
});
