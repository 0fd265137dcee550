import { readdirSync, readFileSync } from "node:fs";

export function sum(numbers: number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

/** Of numbers in order. */
export function percentile(sorted: number[], percent: number): number {
  return sorted[Math.min(sorted.length, Math.ceil((percent / 100) * sorted.length)) - 1] ?? Number.NaN;
}

export function median(numbers: number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  const [below, above] = [sorted[(sorted.length - 1) >> 1], sorted[sorted.length >> 1]];
  return ((below ?? Number.NaN) + (above ?? Number.NaN)) / 2;
}

/** Of each number in rows that have the same ones. */
export function mediansOf<Row extends Record<string, number>>(rows: Row[]): Row {
  const names = Object.keys(rows[0] ?? {});
  // Every name of the first row is there again.
  return Object.fromEntries(names.map((name) => [name, median(rows.map((row) => row[name] ?? Number.NaN))])) as Row;
}

export function shuffled<Item>(items: Item[]): Item[] {
  const keys = new Map(items.map((item) => [item, Math.random()]));
  return items.toSorted((a, b) => (keys.get(a) ?? 0) - (keys.get(b) ?? 0));
}

/** How long the threads of a process that live have been on a processor, in milliseconds. */
export function cpuMs(pid: number): number {
  const threads = readdirSync(`/proc/${pid}/task`);
  const spent = threads.map((thread) => Number(readThread(pid, thread).split(" ")[0]));
  return sum(spent) / 1e6;
}

function readThread(pid: number, thread: string): string {
  try {
    return readFileSync(`/proc/${pid}/task/${thread}/schedstat`, "utf8");
  } catch {
    // It has ended since the folder was listed.
    return "0";
  }
}

/** What the whole machine has worked and what its host has withheld, in milliseconds, by steps of ten. */
export function machineCpu(): { busyMs: number; stolenMs: number } {
  const [first = ""] = readFileSync("/proc/stat", "utf8").split("\n");
  const [user = 0, nice = 0, system = 0, , , irq = 0, softirq = 0, stolen = 0] = first
    .split(/\s+/)
    .slice(1)
    .map(Number);
  return { busyMs: (user + nice + system + irq + softirq) * 10, stolenMs: stolen * 10 };
}
