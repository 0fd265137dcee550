import { readFileSync, writeFileSync } from "node:fs";
import type { PageFigures } from "./first-views.ts";
import { short, table } from "./report.ts";

const page = new URL("pages.md", import.meta.url);
const [begin, end] = ["<!-- written by npm run bench:pages -->", "<!-- up to here -->"];

type Figure = { what: string; of: (figures: PageFigures) => string };

const figures: Figure[] = [
  { what: "largest contentful paint", of: ({ largestPaintMs }) => ms(largestPaintMs) },
  { what: "interaction to next paint, the worst press", of: ({ presses }) => ms(Math.max(...Object.values(presses))) },
  { what: "cumulative layout shift", of: ({ layoutShift }) => short(layoutShift, 1) },
  { what: "its data asked for", of: ({ askedMs }) => ms(askedMs) },
  { what: "its data here", of: ({ answeredMs }) => ms(answeredMs) },
  { what: "its last script here", of: ({ scriptsMs }) => ms(scriptsMs) },
  { what: "requests", of: ({ requests }) => short(requests) },
  { what: "bytes over the line", of: ({ bytes }) => count(bytes) },
  { what: "scripts", of: ({ scripts, scriptBytes }) => `${scripts}, ${count(scriptBytes)} bytes` },
  {
    what: "fonts / images / icons drawn in place",
    of: ({ fonts, images, icons }) => `${fonts} / ${images} / ${icons}`,
  },
  { what: "fetched twice", of: () => "nothing" },
  { what: "bytes fetched ahead, once at rest", of: ({ aheadBytes }) => count(aheadBytes) },
];

/** A table of first views, and one of presses. */
export function pagesReport(pages: Record<string, PageFigures>): string {
  const all = Object.values(pages);
  const presses = [...new Set(all.flatMap((each) => Object.keys(each.presses)))];
  return [
    table(
      ["", ...Object.keys(pages)],
      figures.map(({ what, of }) => [what, ...all.map(of)]),
    ),
    table(
      ["next frame after", "ms"],
      presses.map((what) => [what, ...all.flatMap((each) => each.presses[what] ?? []).map(ms)]),
    ),
  ].join("\n\n");
}

/** In the place of what the run before has written. */
export function writePagesReport(told: string): void {
  const [before = "", rest = ""] = readFileSync(page, "utf8").split(begin);
  const after = rest.split(end)[1] ?? "";
  writeFileSync(page, `${before}${begin}\n${told}\n${end}${after}`);
}

function ms(number: number): string {
  return Number.isFinite(number) ? `${Math.round(number)} ms` : "";
}

function count(number: number): string {
  return Math.round(number).toLocaleString("en");
}
