import { expect, test } from "vitest";
import type { AccountRow } from "../../shared/outputs.ts";
import { accountChanges, settingsOf } from "./account-changes.ts";

const account: AccountRow = {
  id: "ACC-1",
  name: "Northwind",
  homeUrl: "https://northwind.example/",
  locale: "en",
  timeZone: "UTC",
  createdAt: 0,
};

test("nothing is sent of what stays, however it is spaced", () => {
  const values = settingsOf(account);
  expect(accountChanges(account, { ...values, name: " Northwind ", timeZone: "UTC " })).toEqual({});
});

test("each change is sent by itself", () => {
  const values = settingsOf(account);
  expect(accountChanges(account, { ...values, name: "Southwind" })).toEqual({ name: "Southwind" });
  expect(accountChanges(account, { ...values, locale: "en-GB", timeZone: "Europe/Berlin" })).toEqual({
    locale: "en-GB",
    timeZone: "Europe/Berlin",
  });
});

test("an emptied home page is none", () => {
  expect(accountChanges(account, { ...settingsOf(account), homeUrl: " " })).toEqual({ homeUrl: null });
  const without = { ...account, homeUrl: null };
  expect(accountChanges(without, settingsOf(without))).toEqual({});
});
