import { askEarly } from "./api/early.ts";
// Whoever reads German: theirs is on its way, too.
import "./texts/reader-language.ts";
import { expiringSoon, listInput } from "./users/list-view.ts";
import { storedMemories } from "./users/stored-memories.ts";
import { firstView, memoryOf } from "./users/view-memory.ts";

// The first script of the page, small and waiting for no other: what an account's page begins with is on its way before
// the rest has come. Should the page ask for something else after all, this was for nothing, and no more.

const [, accountId, isList] = /^\/a\/([^/]+)\/(users\/?$)?/.exec(location.pathname) ?? [];
if (accountId) {
  const params = Object.fromEntries(new URLSearchParams(location.search));
  const view = isList ? firstView(params, memoryOf(storedMemories(accountId), undefined)) : null;
  const list = view ? [{ path: "users.list", input: listInput(view, Date.now()) }] : [];
  // What runs out soon depends on the moment of asking.
  if (view?.expiring !== expiringSoon) askEarly(accountId, [{ path: "profile.get" }, ...list]);
}
