import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { listOfText } from "./list-of-text.ts";

beforeEach(() => vi.resetModules());
afterEach(() => vi.unstubAllGlobals());

test.each([
  ["en-GB", '"Groups","External ID"'],
  ["de-DE", '"Gruppen";"Externe ID"'],
])(
  "in %s the template and the rows that came back are files for that spreadsheet, and are read as they were",
  async (language, header) => {
    vi.stubGlobal("navigator", { languages: [language] });
    const { failuresCsv, templateCsv } = await import("./list-files.ts");
    expect(templateCsv("Verkauf")).toContain(header);
    expect(listOfText(templateCsv("Verkauf")).people).toMatchObject([
      { email: "anna.meyer@example.com", firstName: "Anna", lastName: "Meyer", groups: ["Verkauf"] },
    ]);

    const person = { line: 7, email: "=eva(at)example.com", firstName: 'Eva "Evi"', lastName: "Weiß; geb. Groß" };
    const listed = { ...person, groups: ["Verkauf", "Lager"], externalId: "-0042", sameAs: null };
    const invite = { ...person, groupIds: ["GRP-1"] };
    const problems = [{ field: "email", problem: "addressFormat" as const, message: "" }];
    const failures = failuresCsv([{ person: listed, invite }], [{ outcome: "refused", userId: null, problems }]);
    expect(failures).toContain(header);
    expect(listOfText(failures).people).toEqual([{ ...listed, line: 2 }]);
  },
);
