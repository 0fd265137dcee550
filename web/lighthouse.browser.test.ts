import { afterAll, beforeAll, expect, test } from "vitest";
import {
  type FormFactor,
  formFactors,
  type LighthouseBrowser,
  lossesOf,
  openLighthouseBrowser,
  scoresOf,
} from "../scripts/lighthouse.ts";
import type { SpawnedUsher } from "../scripts/spawn-usher.ts";
import { seedAccount, usherForTest } from "../scripts/usher-for-test.ts";
import { createAccount } from "./test/account.ts";
import { createMailbox } from "./test/mailbox.ts";
import { signIn } from "./test/sign-in.ts";
import { patienceMs } from "./test/test-bed.ts";

let usher: SpawnedUsher;
let browser: LighthouseBrowser;
const mailbox = createMailbox(() => usher.origin);

beforeAll(async () => {
  usher = await usherForTest();
  browser = await openLighthouseBrowser(usher.origin);
});

afterAll(() => browser?.close());

/** All that can be had without a stopwatch, for the page with its content on it. */
async function expectFullMarks(url: string, formFactor: FormFactor, content: string): Promise<void> {
  const tab = browser.context.waitForEvent("page");
  const [result] = await Promise.all([
    browser.judge(url, formFactor, ["accessibility", "best-practices"]),
    tab.then((page) => page.locator(content).first().waitFor({ timeout: patienceMs })),
  ]);
  expect(lossesOf(result)).toEqual([]);
  expect(scoresOf(result)).toEqual({ accessibility: 100, "best-practices": 100 });
}

test("Lighthouse finds nothing to better on the Users page, on a desk and on a phone", async () => {
  const { accountId, adminEmail } = await seedAccount(usher.origin, 30);
  const path = `/a/${accountId}/users`;
  const page = await browser.context.newPage();
  await signIn(page, mailbox, adminEmail, path);
  await page.close();
  for (const formFactor of formFactors) await expectFullMarks(usher.origin + path, formFactor, "[data-actions-of]");
});

test("nor on the page of an invitation", async () => {
  const account = await createAccount(usher.origin, mailbox);
  // As somebody who has never been here.
  await browser.context.clearCookies();
  await account.invite("judged@example.com", "Jana", "Judged");
  const link = await mailbox.linkFor("judged@example.com");
  for (const formFactor of formFactors) await expectFullMarks(link, formFactor, "input[type=checkbox]");
});
