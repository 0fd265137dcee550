import { expect, test } from "vitest";
import { callerOf, makeAccount } from "../test/harness.ts";

test("an account's settings change one by one, and the audit trail says from what to what", async () => {
  const { token } = await makeAccount();
  const api = callerOf({ token });
  const account = await api.accounts.update({
    homeUrl: "https://example.com/start",
    timeZone: "Europe/Oslo",
    locale: "en",
  });
  expect(account).toMatchObject({ homeUrl: "https://example.com/start", timeZone: "Europe/Oslo", locale: "en" });
  expect(await api.accounts.update({ homeUrl: null })).toMatchObject({ homeUrl: null, timeZone: "Europe/Oslo" });
  const { rows } = await api.events.list({ type: ["account.updated"] });
  expect(rows.map(({ details }) => details)).toEqual([
    { homeUrlBefore: "https://example.com/start", homeUrl: null },
    { homeUrlBefore: null, homeUrl: "https://example.com/start", timeZoneBefore: "UTC", timeZone: "Europe/Oslo" },
  ]);
});
