/** A day of the calendar, as it stands in a URL and in a date field: `2026-11-30`. */
export type Day = `${number}-${number}-${number}`;

/** Null for what is no day of any calendar. */
export function readDay(text: string): Day | null {
  return isDay(text) && dayOf(startOfDay(text)) === text ? text : null;
}

function isDay(text: string): text is Day {
  return /^\d{4}-\d{2}-\d{2}$/.test(text);
}

/** When a day begins where the reader is; counted in days, since not every day has 24 hours. */
export function startOfDay(day: Day, daysLater = 0): number {
  const [year = 0, month = 1, date = 1] = day.split("-").map(Number);
  return new Date(year, month - 1, date + daysLater).getTime();
}

/** The day that it is where the reader is. */
export function dayOf(at: number): Day {
  const date = new Date(at);
  const [year, month, day] = [date.getFullYear(), date.getMonth() + 1, date.getDate()].map(String);
  return `${year?.padStart(4, "0")}-${month?.padStart(2, "0")}-${day?.padStart(2, "0")}` as Day;
}
