import { describe, expect, test } from "vitest";
import { capOf, dailyCapRefusal, type HourlySends, hourOf, withOneMore } from "./daily-cap.ts";
import { dayMs, hourMs, youngAccountMs } from "./limits.ts";

const now = Date.UTC(2026, 2, 1, 12, 20);
const hour = hourOf(now);

function refusalAt(sends: HourlySends[], at = now) {
  return dailyCapRefusal({ cap: 10, sends }, at);
}

describe("what an account may send in a day", () => {
  test("is little in its first week", () => {
    const caps = { young: 200, grown: 20_000 };
    expect(capOf(caps, now - youngAccountMs + 1, now)).toBe(200);
    expect(capOf(caps, now - youngAccountMs, now)).toBe(20_000);
  });

  test("is the cap without what was sent in hours that are not over for a day", () => {
    expect(refusalAt([{ hour: hour - 25, count: 1_000 }])).toBeNull();
    const nine = [
      { hour: hour - 24, count: 5 },
      { hour, count: 4 },
    ];
    expect(refusalAt(nine)).toBeNull();
    expect(dailyCapRefusal(withOneMore({ cap: 10, sends: nine }, now), now)).not.toBeNull();
  });

  test("is more again once as many hours are over for a day as it takes", () => {
    const sends = [
      { hour, count: 6 },
      { hour: hour - 20, count: 2 },
      { hour: hour - 10, count: 8 },
    ];
    const againAt = (hour - 9) * hourMs + dayMs;
    expect(refusalAt(sends)).toEqual({ reason: "tooManySends", retryAfterMs: againAt - now, limit: "account" });
    expect(refusalAt(sends, againAt - 1)).toMatchObject({ retryAfterMs: 1 });
    expect(refusalAt(sends, againAt)).toBeNull();
  });

  test("is as much as it likes where nothing is capped", () => {
    expect(dailyCapRefusal(null, now)).toBeNull();
    expect(dailyCapRefusal(undefined, now)).toBeNull();
  });
});
