import { expect, test } from "vitest";
import { csvText } from "./csv.ts";

test("cells are quoted, lines end as the standard has it, and a mark tells the encoding", () => {
  expect(
    csvText([
      ["Name", "Motto"],
      ['Zoë "Z"', "one,\ntwo"],
    ]),
  ).toBe('\ufeff"Name","Motto"\r\n"Zoë ""Z""","one,\ntwo"\r\n');
});

test("German spreadsheets expect semicolons", () => {
  expect(csvText([["Name", "1,5"]], "de")).toBe('\ufeff"Name";"1,5"\r\n');
});

test.each(['=HYPERLINK("x")', "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", "＝1"])("%j is no formula", (cell) => {
  expect(csvText([[cell]])).toBe(`\ufeff"'${cell.replaceAll('"', '""')}"\r\n`);
});

test.each(["", "a=b", "2026-11-29T21:38:00.000Z", "Jean-Luc"])("%j stays as it is", (cell) => {
  expect(csvText([[cell]])).toBe(`\ufeff"${cell}"\r\n`);
});
