import { expect, test } from "vitest";
import { acceptTexts } from "../../shared/texts/en/accept.ts";
import { refusalSentence } from "../../shared/texts/en/refusals.ts";
import { uiTexts } from "../../shared/texts/en/ui.ts";
import { statusWords, usersTexts } from "../../shared/texts/en/users.ts";
import { accept, expectAccepted, expectTitle, openLink } from "../test/accept-page.ts";
import { createAccount } from "../test/account.ts";
import { expectNoAxeViolations } from "../test/axe.ts";
import { createMailbox } from "../test/mailbox.ts";
import { signIn } from "../test/sign-in.ts";
import { createTestBed, patienceMs } from "../test/test-bed.ts";
import { button, choose, expectGreyed, menuItem, openMenu, rowOf, toastOf } from "../test/users-page.ts";

const lifetimeMs = 4_000;
const bed = createTestBed({ demo: true });
const mailbox = createMailbox(bed.origin);

test("resending sends the same link again, and says sent only after it was", async () => {
  const admin = await bed.openProfile();
  await signIn(admin, mailbox, "demo@usher.example");
  // Whatever a toast ever says, in order.
  await admin.evaluate((name) => {
    const said: string[] = [];
    Object.assign(globalThis, { said });
    const region = document.querySelector(`section[aria-label="${name}"]`);
    if (!region) throw new Error("There is no place for notifications.");
    new MutationObserver(() => {
      for (const toast of region.querySelectorAll("li"))
        if (!said.includes(toast.innerText)) said.push(toast.innerText);
    }).observe(region, { childList: true, subtree: true, characterData: true });
  }, uiTexts.notifications);
  const omar = "omar.haddad@northwind.example";
  await choose(admin, "Omar Haddad", usersTexts.resend);
  await toastOf(admin, usersTexts.sent(omar)).waitFor();
  expect(await admin.evaluate(() => Reflect.get(globalThis, "said"))).toEqual([
    usersTexts.queued(omar),
    usersTexts.sent(omar),
  ]);
  expect(await mailbox.subjectsTo(omar)).toHaveLength(1);
  await expectNoAxeViolations(admin);

  await choose(admin, "Omar Haddad", usersTexts.resend);
  const [told] = refusalSentence({ reason: "coolingDown", retryAfterMs: 1 }).split(". ");
  await toastOf(admin, told ?? "").waitFor();
  const wait = (await openMenu(admin, "Omar Haddad")).getByText(told ?? "");
  const first = await wait.textContent();
  expect(first).toMatch(/\d+ s/);
  await expect.poll(() => wait.textContent(), { timeout: patienceMs }).not.toBe(first);
  await admin.keyboard.press("Escape");
  expect(await mailbox.subjectsTo(omar)).toHaveLength(1);

  const invitee = await bed.openProfile();
  await openLink(invitee, await mailbox.linkFor(omar));
  await accept(invitee);
  await expectAccepted(invitee);
});

test("an expired invitation is dead; a new one lives, and its link is the only one", async () => {
  await bed.restart({ INVITATION_LIFETIME_MS: String(lifetimeMs) });
  const account = await createAccount(bed.origin(), mailbox);
  const email = "late@example.com";
  const admin = await bed.openProfile();
  await signIn(admin, mailbox, account.adminEmail);
  await account.invite(email, "Lara", "Late");
  await button(admin, usersTexts.refresh).click();
  const row = rowOf(admin, "Lara Late");
  // Nobody touches the page: it turns at the deadline.
  await row.getByText(statusWords.invitationExpired).waitFor({ timeout: patienceMs + lifetimeMs });
  await expectNoAxeViolations(admin);
  const oldLink = await mailbox.linkFor(email);

  const invitee = await bed.openProfile();
  await openLink(invitee, oldLink);
  await expectTitle(invitee, acceptTexts.deadTitle);
  await invitee.getByText(/^The invitation expired on /).waitFor();
  await button(invitee, acceptTexts.askAgain).waitFor();
  await expectNoAxeViolations(invitee);

  // From here on nothing has to be quick.
  await bed.restart({});
  const menu = await openMenu(admin, "Lara Late");
  const reason = refusalSentence({ reason: "invitationExpired", expiredAt: 0 });
  for (const label of [usersTexts.copyLink, usersTexts.resend]) await expectGreyed(menu, label, reason);
  await expectNoAxeViolations(admin);
  await menuItem(menu, usersTexts.sendNew).click();
  await toastOf(admin, usersTexts.sent(email)).waitFor();
  await row.getByText(statusWords.invited, { exact: true }).waitFor();

  const newLink = await mailbox.linkFor(email);
  expect(newLink).not.toBe(oldLink);
  await openLink(invitee, oldLink);
  await expectTitle(invitee, acceptTexts.deadTitle);
  await invitee.getByText(acceptTexts.replaced).waitFor();
  await openLink(invitee, newLink);
  await accept(invitee);
  await expectAccepted(invitee);
  expect((await account.user(email)).status).toBe("active");
});
