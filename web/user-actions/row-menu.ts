import type { RowAction } from "../../shared/actions.ts";
import type { UserRow } from "../../shared/outputs.ts";
import { isPending } from "../../shared/status.ts";
import { refusalSentence } from "../texts/refusals.ts";
import { usersTexts } from "../texts/users.ts";
import type { MenuItem } from "../ui/menu.tsx";

/** What the menu of a row offers; correcting an address has no item of its own. */
export type MenuAction = Exclude<RowAction, "correctAddress">;

/**
 * The same items for every user of a kind: what is not possible now is greyed, with the reason, and stays in place.
 * `note` tells what came of an action the last time it was tried.
 */
export function rowMenu(
  row: UserRow,
  choose: (action: MenuAction) => void,
  note: (action: MenuAction, now: number) => string | undefined = () => undefined,
): MenuItem[] {
  return itemsOf(row).map((action): MenuItem => {
    if (action === "separator") return { kind: "separator" };
    const refusal = row.actions[action];
    return {
      kind: "item",
      label: usersTexts[action],
      isDangerous: action === "remove" || action === "delete",
      reason: refusal ? refusalSentence(refusal) : undefined,
      note: (now) => note(action, now),
      onSelect: () => choose(action),
    };
  });
}

function itemsOf({ status }: UserRow): readonly (MenuAction | "separator")[] {
  if (status === "removed") return ["inviteAgain", "delete"];
  if (isPending(status)) return ["copyLink", "resend", "sendNew", "separator", "edit", "remove"];
  return ["edit", status === "blocked" ? "unblock" : "block", "remove"];
}
