import type { BrowserContextOptions, Locator, Page } from "playwright-core";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { startReceiver } from "../../scripts/webhook-receiver.ts";
import { dayMs } from "../../shared/limits.ts";
import type { WebhookDelivery, WebhookRow } from "../../shared/outputs.ts";
import { eventWords } from "../../shared/texts/en/audit.ts";
import { problemSentences } from "../../shared/texts/en/refusals.ts";
import { uiTexts } from "../../shared/texts/en/ui.ts";
import { webhooksTexts as texts, webhookErrorWords } from "../../shared/texts/en/webhooks.ts";
import { type Account, createAccount } from "../test/account.ts";
import { answering, failing } from "../test/answers.ts";
import { createMailbox } from "../test/mailbox.ts";
import { forcedColours, looks, see } from "../test/see.ts";
import { signIn } from "../test/sign-in.ts";
import { createTestBed } from "../test/test-bed.ts";
import { button, menuItem, toastOf } from "../test/users-page.ts";

const bed = createTestBed();
const mailbox = createMailbox(bed.origin);
let account: Account;
let receiver: Awaited<ReturnType<typeof startReceiver>>;
let status = 204;

beforeEach(async () => {
  account = await createAccount(bed.origin(), mailbox);
  status = 204;
  receiver = await startReceiver((response) => response.writeHead(status).end());
});

afterEach(() => receiver.stop());

const host = () => new URL(receiver.url).host;

async function openWebhooks(profile: BrowserContextOptions = {}): Promise<Page> {
  const page = await bed.openProfile(profile);
  await signIn(page, mailbox, account.adminEmail, `/a/${account.id}/webhooks`);
  await page.getByRole("heading", { name: texts.title, level: 1 }).waitFor();
  return page;
}

/** Ends with the secret, which only its dialog shows. */
async function addWebhook(page: Page): Promise<string> {
  await button(page, texts.add).click();
  const dialog = page.getByRole("dialog", { name: texts.addTitle });
  await dialog.getByLabel(texts.url).fill(receiver.url);
  await button(dialog, texts.add).click();
  const made = page.getByRole("dialog", { name: texts.secretTitle });
  const secret = await made.getByLabel(texts.label, { exact: true }).inputValue();
  receiver.verifyWith(secret);
  await button(made, texts.done).click();
  await made.waitFor({ state: "detached" });
  return secret;
}

async function openMenu(page: Page): Promise<Locator> {
  await button(page, texts.moreLabel(host())).click();
  return page.getByRole("menu", { name: texts.moreLabel(host()) });
}

async function openDeliveries(page: Page): Promise<Locator> {
  await button(page, texts.deliveriesLabel(host())).click();
  return page.getByRole("dialog", { name: texts.deliveriesTitle(host()) });
}

const types = () => receiver.received.map(({ body }) => JSON.parse(body).type);

test("a webhook is added with the keyboard, its secret is shown once, and what it asked for arrives verified", async () => {
  const page = await openWebhooks();
  await page.getByText(texts.emptyTitle).waitFor();
  await see(page, "webhooks empty");
  await button(page, texts.add).press("Enter");
  const dialog = page.getByRole("dialog", { name: texts.addTitle });
  const address = dialog.getByLabel(texts.url, { exact: true });
  await address.press("Enter");
  await dialog.getByText(problemSentences.urlFormat).waitFor();
  await page.keyboard.type(receiver.url);
  await dialog.getByLabel(texts.which, { exact: true }).selectOption(texts.whichSome);
  await address.press("Enter");
  await dialog.getByText(texts.chooseOne).waitFor();
  await see(page, "webhooks add");
  for (const type of ["invitation.created", "group.created"] as const) {
    await dialog.getByRole("checkbox", { name: eventWords[type], exact: true }).press("Space");
  }
  await address.press("Enter");
  const made = page.getByRole("dialog", { name: texts.secretTitle });
  const field = made.getByLabel(texts.label, { exact: true });
  const secret = await field.inputValue();
  expect(await field.evaluate((input) => input === document.activeElement)).toBe(true);
  await see(page, "webhooks secret");
  await button(made, texts.done).press("Enter");
  await page.getByText(texts.someEvents(2)).waitFor();
  expect(await page.content()).not.toContain(secret);

  receiver.verifyWith(secret);
  await account.invite("grace@example.com", "Grace", "Hopper");
  await page.getByText(new RegExp(`^${texts.lastDelivered} `)).waitFor();
  expect(types()).toEqual(["invitation.created"]);
  expect(receiver.refused).toEqual([]);
  await page.getByText(texts.someEvents(2)).press("Enter");
  await page.getByText(eventWords["group.created"], { exact: true }).waitFor();
  await see(page, "webhooks one");
});

test("what is not accepted says why, and is sent again by hand once it can be", async () => {
  status = 500;
  const page = await openWebhooks();
  await addWebhook(page);
  await page.getByText(texts.failingSince).waitFor();
  const dialog = await openDeliveries(page);
  await dialog.getByText(texts.states.retrying).locator("visible=true").waitFor();
  await dialog.getByText(texts.statusReason(500)).waitFor();
  await button(dialog, texts.sendTest).click();
  await dialog.getByText(texts.testFailed(texts.statusReason(500))).waitFor();
  await see(page, "webhooks deliveries");
  status = 200;
  await button(dialog, texts.sendTest).click();
  await dialog.getByText(texts.testDelivered(200, "").split(":")[0] ?? "").waitFor();
  const again = dialog.getByRole("button", { name: /^Send again: evt_\d+$/ });
  const event = /evt_\d+/.exec((await again.getAttribute("aria-label")) ?? "")?.[0] ?? "";
  await again.press("Enter");
  await toastOf(page, texts.sentAgain(event)).waitFor();
  await dialog.getByText(texts.states.delivered).locator("visible=true").waitFor();
  expect(new Set(receiver.received.map(({ id }) => id).filter((id) => id.startsWith("evt_")))).toEqual(
    new Set([event]),
  );
  await dialog.getByLabel(texts.show).selectOption(texts.states.failed);
  await dialog.getByText(texts.noSuchDeliveriesText).waitFor();
  await page.keyboard.press("Escape");
  await dialog.waitFor({ state: "detached" });
  const opener = button(page, texts.deliveriesLabel(host()));
  expect(await opener.evaluate((element) => element === document.activeElement)).toBe(true);
});

test("a webhook is edited, given a new secret, disabled, enabled and removed", async () => {
  const page = await openWebhooks();
  const old = await addWebhook(page);
  await menuItem(await openMenu(page), texts.edit).click();
  const edit = page.getByRole("dialog", { name: texts.editTitle(host()) });
  await edit.getByLabel(texts.url).fill(`${receiver.url}/more`);
  await button(edit, texts.save).click();
  await toastOf(page, texts.saved(host())).waitFor();
  await page.getByText(`${receiver.url}/more`).waitFor();

  const menu = await openMenu(page);
  await see(page, "webhooks menu");
  await menuItem(menu, texts.rotate).click();
  const rotate = page.getByRole("alertdialog", { name: texts.rotateTitle });
  await see(page, "webhooks rotate");
  await button(rotate, texts.rotateConfirm).click();
  const made = page.getByRole("dialog", { name: texts.secretTitle });
  expect(await made.getByLabel(texts.label, { exact: true }).inputValue()).not.toBe(old);
  await button(made, texts.done).click();
  await page.getByText(texts.overlapUntil).waitFor();

  await menuItem(await openMenu(page), texts.disable).click();
  await toastOf(page, texts.hasBeenDisabled(host())).waitFor();
  await page.getByText(texts.disabled, { exact: true }).waitFor();
  await account.invite("grace@example.com", "Grace", "Hopper");
  await menuItem(await openMenu(page), texts.enable).click();
  await toastOf(page, texts.hasBeenEnabled(host())).waitFor();
  await expect.poll(types).toContain("invitation.created");
  expect(receiver.refused).toEqual([]);

  await menuItem(await openMenu(page), texts.remove).click();
  const remove = page.getByRole("alertdialog", { name: texts.removeTitle(host()) });
  await see(page, "webhooks remove");
  await button(remove, texts.remove).click();
  await toastOf(page, texts.removed(host())).waitFor();
  await page.getByText(texts.emptyTitle).waitFor();
});

const now = Date.now();
const rows: WebhookRow[] = (
  [
    ["https://hooks.example.com/usher/production?account=stark-industries", { lastDeliveredAt: now - 5_000 }],
    [
      "https://a-very-long-name-of-a-machine-that-nobody-would-choose.integrations.example.org/in/a/folder",
      { failingSince: now - 2 * dayMs, failedCount: 1_000, pendingCount: 17, previousSecretEndsAt: now + dayMs / 2 },
    ],
    ["https://former.example.net/", { disabled: "gone", failingSince: now - dayMs, pendingCount: 2 }],
    ["https://paused.example.net/", { disabled: "byHand", types: ["user.edited", "user.removed", "user.left"] }],
  ] as [string, Partial<WebhookRow>][]
).map(([url, more], at) => ({
  ...{ id: `WHK-000000000000000${at}`, url, types: null, createdAt: now - 9 * dayMs, createdBy: null, disabled: null },
  ...{ previousSecretEndsAt: null, lastDeliveredAt: null, failingSince: null, pendingCount: 0, failedCount: 0 },
  ...more,
}));
const delivery = (seq: number, more: Partial<WebhookDelivery>): WebhookDelivery => ({
  ...{
    eventId: `evt_${seq}`,
    seq,
    type: "invitation.linkCopied",
    at: now - seq * 1_000,
    state: "pending",
    attempts: 0,
  },
  ...{ lastAttemptAt: null, lastStatus: null, lastError: null, nextAttemptAt: null, deliveredAt: null },
  ...more,
});
const tried = { attempts: 9, lastAttemptAt: now, state: "failed" } as const;
const deliveries = [
  delivery(9, {}),
  delivery(8, { state: "retrying", attempts: 3, lastStatus: 503, lastError: "status", nextAttemptAt: now + 60_000 }),
  delivery(7, { state: "delivered", attempts: 1, lastStatus: 204, deliveredAt: now }),
  delivery(6, { ...tried, lastStatus: 302, lastError: "redirect" }),
  delivery(5, { ...tried, lastError: "timeout" }),
  delivery(4, { ...tried, lastError: "secretLost" }),
];

/** To states that no real deliveries lead to within a day; what is asked together is answered together. */
async function answerWith(page: Page, answers: Record<string, unknown>): Promise<void> {
  await page.route(/\/trpc\/webhooks\.(list|deliveries)/, (route) => {
    const calls = new URL(route.request().url()).pathname.replace("/trpc/", "").split(",");
    return route.fulfill({ json: calls.map((call) => ({ result: { data: answers[call] } })) });
  });
}

describe.for([...looks, forcedColours])("webhooks can be looked at: $name", ({ name, profile }) => {
  test("in every state, with how deliveries went", async () => {
    const page = await bed.openProfile(profile);
    await answerWith(page, { "webhooks.list": rows, "webhooks.deliveries": { rows: deliveries, nextCursor: "4" } });
    await signIn(page, mailbox, account.adminEmail, `/a/${account.id}/webhooks`);
    await page.getByText(texts.gone).waitFor();
    await see(page, `webhooks ${name}`);
    const failing = new URL(rows[1]?.url ?? "").host;
    await button(page, texts.deliveriesLabel(failing)).click();
    await page.getByText(webhookErrorWords.timeout).waitFor();
    await button(page, texts.allAgain).waitFor();
    await see(page, `webhooks deliveries ${name}`);
  });
});

test("all that failed is sent again at once", async () => {
  const page = await bed.openProfile();
  const sent: unknown[] = [];
  await answerWith(page, { "webhooks.list": rows, "webhooks.deliveries": { rows: deliveries, nextCursor: null } });
  await page.route(/\/trpc\/webhooks\.redeliver/, async (route) => {
    sent.push(route.request().postDataJSON());
    await answering({ count: 1_234 })(route);
  });
  await signIn(page, mailbox, account.adminEmail, `/a/${account.id}/webhooks`);
  const failing = rows[1] ?? rows[0];
  await button(page, texts.deliveriesLabel(new URL(failing?.url ?? "").host)).click();
  await button(page, texts.allAgain).click();
  await toastOf(page, texts.allSentAgain(1_234)).waitFor();
  expect(JSON.stringify(sent)).toContain(failing?.id);
  expect(JSON.stringify(sent)).not.toContain("eventId");
});

test("a list that does not come says so, and comes when asked again; who is no administrator learns that", async () => {
  const page = await bed.openProfile();
  const list = /\/trpc\/webhooks\.list/;
  await page.route(list, failing(500, { requestId: "0-1-2" }));
  await signIn(page, mailbox, account.adminEmail, `/a/${account.id}/webhooks`);
  await page.getByText(uiTexts.requestId("0-1-2")).waitFor();
  await see(page, "webhooks failed");
  await page.unroute(list);
  await button(page, uiTexts.retry).click();
  await page.getByText(texts.emptyTitle).waitFor();
  await page.route(list, failing(403, { refusal: { reason: "notAllowed" } }));
  await page.reload();
  await page.getByText(texts.notAllowedTitle).waitFor();
  await see(page, "webhooks not allowed");
});
