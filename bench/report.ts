import type { Figures } from "./compare.ts";
import type { Operation } from "./operations.ts";

type Cells = string[];

const ours = ["usher", "usher-web"];
const yardsticks = ["bare", "bare-do"];

/** The ratios: what is compared with the bounds of issue 7, and with the noise of the run. */
export function headline(figures: Figures[]): string {
  const [one = 1, many = one] = [...new Set(figures.map(({ concurrency }) => concurrency))].sort((a, b) => a - b);
  return [
    "## One call at a time\n",
    "p50 · CPU of the runtime, as multiples of the yardstick's; bold is beyond the bound. The noise is the bare Worker",
    "against itself.\n",
    ratios(figures, one),
    ...(many === one
      ? []
      : [
          `\n## Answers a second at concurrency ${many}\n`,
          "As multiples of the yardstick's.\n",
          throughput(figures, many),
        ]),
    "\n## Calls to D1\n",
    "Until the answer + what follows it.\n",
    calls(figures, one),
  ].join("\n");
}

function ratios(all: Figures[], concurrency: number): string {
  const { names, operations, find } = indexed(all, concurrency);
  const rows = operations.map((operation) => {
    const yardstick = find(operation, operation.yardstick);
    const [mine, theirs] = [find(operation, "usher"), find(operation, "better-auth")];
    const { target } = operation;
    const cell = (name: string, than = yardstick): string => {
      const one = find(operation, name);
      if (!one || !than) return "";
      const judge = (times: number) => mark(times, target !== undefined && ours.includes(name) && times > target.times);
      return `${judge(one.p50 / than.p50)} · ${judge(one.cpu / than.cpu)}`;
    };
    return [
      operation.title,
      yardstick ? `${short(yardstick.p50)} ms, ${operation.yardstick}` : "",
      cell("bare-again", find(operation, "bare")),
      target ? `≤ ${target.times}` : "",
      ...names.map((name) => cell(name)),
      mine && theirs ? mark(theirs.p50 / mine.p50, theirs.p50 < 3 * mine.p50) : "",
    ];
  });
  return table(["operation", "p50 of the yardstick", "noise", "bound", ...names, "better-auth ÷ usher (≥ 3)"], rows);
}

function throughput(all: Figures[], concurrency: number): string {
  const { names, operations, find } = indexed(all, concurrency);
  const rows = operations.map((operation) => {
    const yardstick = find(operation, operation.yardstick);
    const least = operation.target?.throughput;
    const cell = (name: string, than = yardstick): string => {
      const one = find(operation, name);
      if (!one || !than) return "";
      const times = one.perSecond / than.perSecond;
      return mark(times, least !== undefined && ours.includes(name) && times < least);
    };
    return [
      operation.title,
      yardstick ? `${short(yardstick.perSecond)}, ${operation.yardstick}` : "",
      cell("bare-again", find(operation, "bare")),
      least === undefined ? "" : `≥ ${least}`,
      ...names.map((name) => cell(name)),
    ];
  });
  return table(["operation", "yardstick", "noise", "bound", ...names], rows);
}

function calls(all: Figures[], concurrency: number): string {
  const { names, operations, find } = indexed(all, concurrency);
  const columns = [...yardsticks, ...names];
  const rows = operations.map((operation) => [
    operation.title,
    ...columns.map((name) => {
      const one = find(operation, name);
      if (!one) return "";
      return one.callsAfterwards > 0 ? `${one.calls} + ${one.callsAfterwards}` : String(one.calls);
    }),
  ]);
  return table(["operation", ...columns], rows);
}

/** Every figure, in milliseconds per operation. */
export function inFull(figures: Figures[]): string {
  const concurrencies = [...new Set(figures.map(({ concurrency }) => concurrency))];
  const parts = concurrencies.map((concurrency) => {
    const rows = figures
      .filter((one) => one.concurrency === concurrency)
      .map((one) => [
        one.operation.title,
        one.system,
        ...[one.perSecond, one.p50, one.p95, one.p99, one.cpu].map((number) => short(number)),
        String(one.count),
      ]);
    const head = ["operation", "system", "a second", "p50 ms", "p95 ms", "p99 ms", "CPU ms", "count"];
    return `## Every figure at concurrency ${concurrency}\n\n${table(head, rows)}`;
  });
  return parts.join("\n\n");
}

/** Who is compared, and how to find what was measured of them. */
function indexed(all: Figures[], concurrency: number) {
  const figures = all.filter((one) => one.concurrency === concurrency);
  const names = [...new Set(figures.map(({ system }) => system))];
  return {
    names: names.filter((name) => ![...yardsticks, "bare-again"].includes(name)),
    operations: [...new Set(figures.map(({ operation }) => operation))],
    find: (operation: Operation, name: string) =>
      figures.find((one) => one.operation === operation && one.system === name),
  };
}

function mark(times: number, isBeyond: boolean): string {
  return isBeyond ? `**${short(times, 2)}**` : short(times, 2);
}

/** Three digits, or as many as it takes. */
export function short(number: number, digits = 3): string {
  if (!Number.isFinite(number)) return "–";
  return Math.abs(number) >= 100 ? number.toFixed(0) : String(Number(number.toPrecision(digits)));
}

export function table(head: Cells, rows: Cells[]): string {
  const line = (cells: Cells) => `| ${cells.join(" | ")} |`;
  return [line(head), line(head.map((_, at) => (at === 0 ? "---" : "---:"))), ...rows.map(line)].join("\n");
}
