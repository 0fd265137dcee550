import { type Browser, type BrowserContext, chromium, type Page } from "playwright-core";
import { launchOptions } from "../scripts/chromium.ts";
import { usersTexts } from "../shared/texts/en/users.ts";
import type { Seeded } from "../worker/local/seed.ts";
import { mediansOf } from "./measure.ts";
import { type FirstView, type FirstViewOptions, measureFirstView } from "./measure-first-view.ts";
import {
  acceptPresses,
  hundredRows,
  type Interactions,
  listPresses,
  measurePresses,
  type Press,
} from "./measure-interactions.ts";
import { inviteOne, mailedText, signInAs } from "./signed-in.ts";

/** The middle of all rounds, and how long after each kind of press the next frame came. */
export type PageFigures = FirstView & { presses: Interactions };

type Storage = Awaited<ReturnType<BrowserContext["storageState"]>>;

/** Presses take several times as long as opening the page. */
const roundsWithPresses = 3;

/** Both pages as a slow phone opens them with nothing in its cache, and how they answer to what is pressed then. */
export async function measureFirstViews(
  origin: string,
  account: Seeded,
  rounds: number,
): Promise<Record<string, PageFigures>> {
  const usersUrl = `${origin}/a/${account.accountId}/users`;
  const browser = await chromium.launch(launchOptions());
  try {
    const { signedIn, returning } = await profiles(browser, origin, account);
    const users = { call: "users.list", content: "[data-actions-of]" };
    return {
      Users: await measurePage(browser, rounds, async () => ({
        ...users,
        presses: listPresses,
        url: `${usersUrl}?size=100`,
        profile: { storageState: signedIn },
      })),
      "Users, as they were left": await measurePage(browser, rounds, async () => ({
        ...users,
        url: usersUrl,
        profile: { storageState: returning },
      })),
      Invitation: await measurePage(browser, rounds, async (round) => {
        const address = `phone-${round}-${Date.now()}@example.com`;
        await inviteOne(origin, account.apiToken, address);
        return {
          call: "invitations.preview",
          content: "input[type=checkbox]",
          presses: acceptPresses,
          url: await mailedText(origin, address, /https?:\/\/\S+\/accept#\S+/),
          profile: {},
        };
      }),
    };
  } finally {
    await browser.close();
  }
}

async function measurePage(
  browser: Browser,
  rounds: number,
  opening: (round: number) => Promise<FirstViewOptions & { presses?: (page: Page) => Press[] }>,
): Promise<PageFigures> {
  const views: FirstView[] = [];
  const presses: Interactions[] = [];
  for (let round = 0; round < rounds; round++) {
    const options = await opening(round);
    const { page, view, close } = await measureFirstView(browser, options);
    views.push(view);
    if (options.presses && round < roundsWithPresses) presses.push(await measurePresses(page, options.presses(page)));
    await close();
  }
  return { ...mediansOf(views), presses: mediansOf(presses) };
}

/** Somebody signed in who has never seen the list here, and who has set it to a hundred rows. */
async function profiles(browser: Browser, origin: string, account: Seeded) {
  const context = await browser.newContext({ locale: "en-GB" });
  const page = await context.newPage();
  await signInAs(page, origin, account.adminEmail);
  const signedIn: Storage = await context.storageState();
  await page.getByLabel(usersTexts.rowsPerPage).selectOption("100");
  await hundredRows(page);
  const returning: Storage = await context.storageState();
  await context.close();
  return { signedIn, returning };
}
