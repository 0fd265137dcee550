import { useNavigate } from "@solidjs/router";
import { useQueryClient } from "@tanstack/solid-query";
import { createSignal } from "solid-js";
import { failureText } from "../front/failure-text.ts";
import { signOut } from "../front/one-time-code.ts";
import { toast } from "../ui/toaster.tsx";
import { withoutAsking } from "./without-asking.ts";

/** Signs out and goes to the sign-in page. `end` answers why it failed, or null. */
export function createSignOut(end: () => Promise<string | null> = endThisSession) {
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [isBusy, setBusy] = createSignal(false);

  async function leave() {
    setBusy(true);
    const problem = await end();
    setBusy(false);
    if (problem !== null) {
      toast(problem, "error");
      return;
    }
    // First away from here: a page that is still shown would ask again, as nobody.
    navigate("/sign-in", { replace: true, state: withoutAsking });
    queries.clear();
  }

  return { isBusy, signOut: () => void leave() };
}

async function endThisSession(): Promise<string | null> {
  const answer = await signOut();
  return answer.kind === "failed" ? failureText(answer.failure) : null;
}
