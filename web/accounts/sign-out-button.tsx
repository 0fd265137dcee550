import { useNavigate } from "@solidjs/router";
import { useQueryClient } from "@tanstack/solid-query";
import { createSignal } from "solid-js";
import { accountsTexts } from "../../shared/texts/accounts.ts";
import { failureText } from "../front/failure.ts";
import { signOut } from "../front/one-time-code.ts";
import { Button } from "../ui/button.tsx";
import { toast } from "../ui/toaster.tsx";

export function SignOutButton() {
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [isBusy, setBusy] = createSignal(false);
  const leave = async () => {
    setBusy(true);
    const answer = await signOut();
    setBusy(false);
    if (answer.kind === "failed") {
      toast(failureText(answer.failure), "error");
      return;
    }
    // First away from here: a page that is still shown would ask again, as nobody.
    navigate("/sign-in", { replace: true });
    queries.clear();
  };
  return (
    <Button isBusy={isBusy()} onClick={() => void leave()}>
      {accountsTexts.signOut}
    </Button>
  );
}
