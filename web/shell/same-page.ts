import type { MyAccount } from "../../shared/outputs.ts";

/**
 * The page of another account that corresponds to this one. What follows the page's name belongs to this account:
 * ids, and filters by them, mean nothing in the other.
 */
export function samePage(pathname: string, account: Pick<MyAccount, "id" | "isAdministrator">): string {
  const page = pathname.split("/")[3] || "users";
  return `/a/${account.id}/${account.isAdministrator ? page : "profile"}`;
}

/** Where somebody enters an account. */
export function entrance(account: Pick<MyAccount, "id" | "isAdministrator">): string {
  return samePage("", account);
}
