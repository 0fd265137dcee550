import type { Locator, Page } from "playwright-core";
import { expect } from "vitest";
import type { UserStatus } from "../../shared/status.ts";
import { addUserTexts } from "../../shared/texts/en/add-user.ts";
import { gridTexts } from "../../shared/texts/en/grid.ts";
import { uiTexts } from "../../shared/texts/en/ui.ts";
import { statusWords, usersTexts } from "../../shared/texts/en/users.ts";

/** The Users page as an administrator finds their way on it. */

export function rowOf(page: Page, name: string): Locator {
  const button = page.getByRole("button", { name: usersTexts.actionsFor(name), exact: true });
  return page.getByRole("row").filter({ has: button });
}

export async function openMenu(page: Page, name: string): Promise<Locator> {
  const label = usersTexts.actionsFor(name);
  await page.getByRole("button", { name: label, exact: true }).click();
  const menu = page.getByRole("menu", { name: label });
  await menu.waitFor();
  return menu;
}

export function menuItem(menu: Locator, label: string): Locator {
  return menu.getByRole("menuitem", { name: label, exact: true });
}

/** The item is there, cannot be chosen, and says why. */
export async function expectGreyed(menu: Locator, label: string, reason: string): Promise<void> {
  const item = menuItem(menu, label);
  const says = await item.evaluate((element) => {
    const describedBy = element.getAttribute("aria-describedby") ?? "";
    return [element.getAttribute("aria-disabled"), document.getElementById(describedBy)?.textContent];
  });
  expect(says, label).toEqual(["true", reason]);
}

export async function choose(page: Page, name: string, label: string): Promise<void> {
  await menuItem(await openMenu(page, name), label).click();
}

/** The row shows this once the list has been asked anew. */
export async function refreshUntil(page: Page, name: string, word: string): Promise<void> {
  await page.getByRole("button", { name: usersTexts.refresh }).click();
  await rowOf(page, name).getByText(word, { exact: true }).waitFor();
}

/** Presses the quick filter of a status; that of everybody for "". */
export async function filterBy(page: Page, status: UserStatus | ""): Promise<void> {
  const name = new RegExp(`^${status === "" ? gridTexts.all : statusWords[status]}`);
  await page.getByRole("group", { name: usersTexts.status, exact: true }).getByRole("button", { name }).click();
}

/** Through the menu of a column's header. */
export async function chooseForColumn(page: Page, column: string, label: string): Promise<void> {
  await page.getByRole("columnheader", { name: column }).getByRole("button").click();
  const menu = page.getByRole("menu", { name: gridTexts.columnMenu(column) });
  await menuItem(menu, label).click();
  await menu.waitFor({ state: "detached" });
}

export function toastOf(page: Page, text: string): Locator {
  return page.getByRole("region", { name: uiTexts.notifications }).getByText(text);
}

export function button(scope: Page | Locator, label: string): Locator {
  return scope.getByRole("button", { name: label, exact: true });
}

export type Invitee = { email: string; firstName: string; lastName: string; groups: string[] };

/** Through the steps of Add up to the overview; `onStep` sees each of them as it is left. */
export async function fillInWizard(page: Page, invitee: Invitee, onStep = async () => {}): Promise<Locator> {
  await button(page, usersTexts.add).click();
  const dialog = page.getByRole("dialog", { name: addUserTexts.title });
  await dialog.getByLabel(addUserTexts.email).fill(invitee.email);
  await onStep();
  await button(dialog, addUserTexts.next).click();
  await dialog.getByLabel(addUserTexts.firstName).fill(invitee.firstName);
  await dialog.getByLabel(addUserTexts.lastName).fill(invitee.lastName);
  await onStep();
  await button(dialog, addUserTexts.next).click();
  for (const group of invitee.groups) await dialog.getByRole("checkbox", { name: group, exact: true }).check();
  await onStep();
  await button(dialog, addUserTexts.next).click();
  await button(dialog, addUserTexts.invite).waitFor();
  await onStep();
  return dialog;
}
