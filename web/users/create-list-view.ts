import { useLocation, useSearchParams } from "@solidjs/router";
import { createEffect, createMemo, untrack } from "solid-js";
import { useAccount } from "../api/account-context.ts";
import { createViewMemory } from "./create-view-memory.ts";
import { type ListView, readView } from "./list-view.ts";
import {
  asksForNothing,
  defaultView,
  emptyMemory,
  firstView,
  isModified,
  rememberDefault,
  rememberLast,
  startView,
  urlParams,
} from "./view-memory.ts";

/** The view that the URL asks for, or where this person begins when it asks for none. */
export function createListView() {
  const account = useAccount();
  const { known, remember } = createViewMemory(account);
  const memory = () => known() ?? emptyMemory;
  const [params, setParams] = useSearchParams();
  const location = useLocation();
  const { pathname } = location;
  const wanted = createMemo(() => firstView(params, known()));
  const view = createMemo(() => wanted() ?? readView({}));

  function show(next: ListView, isReplacing: boolean) {
    setParams(urlParams(next, memory()), { replace: isReplacing });
  }

  // The URL says what is shown once it is certain who looks, so that it can be passed on; not that of the page one leaves
  // for.
  createEffect(() => {
    if (location.pathname === pathname && account.profile() && asksForNothing(params))
      untrack(() => show(startView(memory()), true));
  });

  /** Anything but another page starts from the first one again. */
  function change(part: Partial<ListView>, isReplacing = false) {
    show({ ...view(), page: 1, ...part }, isReplacing);
  }

  return {
    view,
    isKnown: () => wanted() !== null,
    change,
    /** Columns, widths or rows per page: here they are the same the next time. */
    changeAndRemember(part: Partial<Pick<ListView, "columns" | "widths" | "pageSize" | "page">>) {
      remember(rememberLast(memory(), { ...view(), ...part }));
      change(part);
    },
    isModified: () => isModified(view(), memory()),
    hasSavedDefault: () => memory().view !== null,
    toDefault() {
      const next = defaultView(memory(), view().pageSize);
      remember(rememberLast(memory(), next));
      show(next, false);
    },
    saveDefault: () => remember(rememberDefault(memory(), view())),
    forgetDefault: () => remember(rememberDefault(memory(), null)),
  };
}
