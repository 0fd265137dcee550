import { useNavigate } from "@solidjs/router";
import { useQueryClient } from "@tanstack/solid-query";
import { createSignal, Show } from "solid-js";
import type { Profile } from "../../shared/outputs.ts";
import { useAccount } from "../api/account-context.ts";
import { newIdempotencyKey } from "../api/client.ts";
import { failureSentence } from "../api/refusal.ts";
import { withoutAsking } from "../shell/without-asking.ts";
import { profileTexts } from "../texts/profile.ts";
import { ConfirmDialog } from "../ui/dialog.tsx";
import { Alert } from "../ui/form.tsx";
import { toast } from "../ui/toaster.tsx";
import { LostPowers } from "./lost-powers.tsx";

/** Says what is lost, then leaves. */
export function LeaveDialog(props: { profile: Profile; onClose: () => void }) {
  const { api } = useAccount();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const idempotencyKey = newIdempotencyKey();
  const [isBusy, setBusy] = createSignal(false);
  const [error, setError] = createSignal("");
  const account = () => props.profile.account.name;

  async function leave() {
    const name = account();
    setBusy(true);
    setError("");
    try {
      await api.accounts.leave.mutate({ idempotencyKey });
      props.onClose();
      navigate("/accounts", { replace: true, state: withoutAsking });
      queries.clear();
      toast(profileTexts.left(name), "success");
    } catch (failure) {
      setError(failureSentence(failure));
    } finally {
      setBusy(false);
    }
  }

  return (
    <ConfirmDialog
      title={profileTexts.leaveTitle(account())}
      confirmLabel={profileTexts.leaveConfirm}
      isBusy={isBusy()}
      onConfirm={() => void leave()}
      onClose={() => props.onClose()}
    >
      <p>{profileTexts.leaveText(account())}</p>
      <Show when={props.profile.isAdministrator}>
        <LostPowers userId={props.profile.userId} />
      </Show>
      <Show when={error()}>
        <Alert>{error()}</Alert>
      </Show>
    </ConfirmDialog>
  );
}
