import { useLocation, useNavigate } from "@solidjs/router";
import { useQueryClient } from "@tanstack/solid-query";
import { createSignal, Match, Show, Switch } from "solid-js";
import type { PasskeyRow } from "../../shared/sign-in-means.ts";
import { createQuery } from "../api/create-query.ts";
import { signInPath } from "../api/return-path.ts";
import { failureOf } from "../front/failure.ts";
import { failureText } from "../front/failure-text.ts";
import { FormActions, FormSection } from "../shell/form-page.tsx";
import { profileTexts } from "../texts/profile.ts";
import { Button } from "../ui/button.tsx";
import { shortDate } from "../ui/date-time.ts";
import { ConfirmDialog } from "../ui/dialog.tsx";
import { Alert } from "../ui/form.tsx";
import { toast } from "../ui/toaster.tsx";
import { OwnList, OwnRow } from "./own-list.tsx";
import { passkeyName, passkeysQuery } from "./own-ways-in.ts";
import { RemovePasskeyDialog } from "./remove-passkey-dialog.tsx";
import { RenamePasskeyDialog } from "./rename-passkey-dialog.tsx";

type Asking =
  | { kind: "signInAgain" }
  | { kind: "rename"; passkey: PasskeyRow }
  | { kind: "remove"; passkey: PasskeyRow };

export function PasskeysSection() {
  let addButton: HTMLButtonElement | undefined;
  const queries = useQueryClient();
  const passkeys = createQuery(() => passkeysQuery);
  const [asking, setAsking] = createSignal<Asking | null>(null);
  const [isAdding, setAdding] = createSignal(false);
  const [problem, setProblem] = createSignal("");
  const asked = <Kind extends Asking["kind"]>(kind: Kind) => {
    const now = asking();
    return now?.kind === kind ? (now as Extract<Asking, { kind: Kind }>) : undefined;
  };
  const close = () => setAsking(null);
  const changed = () => queries.invalidateQueries({ queryKey: passkeysQuery.queryKey });

  const add = async () => {
    setAdding(true);
    setProblem("");
    try {
      const { addPasskey } = await import("./add-passkey.ts");
      const answer = await addPasskey();
      if (answer.kind === "signInAgain") setAsking(answer);
      if (answer.kind === "failed") setProblem(answer.problem);
      if (answer.kind === "added") {
        await changed();
        toast(profileTexts.passkeyAdded, "success");
      }
    } catch (error) {
      setProblem(failureText(failureOf(error)));
    } finally {
      setAdding(false);
    }
  };

  return (
    <FormSection title={profileTexts.passkeys} lead={profileTexts.passkeysLead}>
      <OwnList
        label={profileTexts.passkeys}
        query={passkeys}
        loading={profileTexts.loadingPasskeys}
        empty={profileTexts.noPasskeys}
      >
        {(passkey) => (
          <OwnRow name={passkeyName(passkey)} facts={factsOf(passkey)}>
            <Button
              tone="quiet"
              aria-label={profileTexts.renameLabel(passkeyName(passkey))}
              onClick={() => setAsking({ kind: "rename", passkey })}
            >
              {profileTexts.rename}
            </Button>
            <Button
              tone="quiet"
              aria-label={profileTexts.removeLabel(passkeyName(passkey))}
              onClick={() => setAsking({ kind: "remove", passkey })}
            >
              {profileTexts.remove}
            </Button>
          </OwnRow>
        )}
      </OwnList>
      <Show when={problem()}>
        <Alert>
          <p>{problem()}</p>
        </Alert>
      </Show>
      <FormActions>
        <Button ref={(button) => (addButton = button)} isBusy={isAdding()} onClick={() => void add()}>
          {profileTexts.addPasskey}
        </Button>
      </FormActions>
      <Switch>
        <Match when={asked("signInAgain")}>
          <SignInAgainDialog onClose={close} />
        </Match>
        <Match when={asked("rename")}>
          {(now) => <RenamePasskeyDialog passkey={now().passkey} onChanged={changed} onClose={close} />}
        </Match>
        <Match when={asked("remove")}>
          {(now) => (
            <RemovePasskeyDialog
              passkey={now().passkey}
              onChanged={changed}
              onClose={close}
              returnFocus={() => addButton?.focus()}
            />
          )}
        </Match>
      </Switch>
    </FormSection>
  );
}

function SignInAgainDialog(props: { onClose: () => void }) {
  const navigate = useNavigate();
  const { pathname } = useLocation();
  return (
    <ConfirmDialog
      title={profileTexts.signInAgainTitle}
      confirmLabel={profileTexts.signInAgain}
      tone="primary"
      onConfirm={() => {
        props.onClose();
        navigate(signInPath(pathname));
      }}
      onClose={() => props.onClose()}
    >
      <p>{profileTexts.signInAgainText}</p>
    </ConfirmDialog>
  );
}

function factsOf({ createdAt, lastUsedAt, isSynced }: PasskeyRow): string[] {
  return [
    profileTexts.added(shortDate(createdAt)),
    lastUsedAt === null ? profileTexts.neverUsed : profileTexts.lastUsed(shortDate(lastUsedAt)),
    ...(isSynced ? [profileTexts.synced] : []),
  ];
}
