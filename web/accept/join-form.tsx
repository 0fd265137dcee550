import { createEffect, createSignal, Show } from "solid-js";
import type { InputProblem } from "../../shared/refusal.ts";
import { failureOf } from "../front/failure.ts";
import { failureText } from "../front/failure-text.ts";
import { FrontButton } from "../front/front-button.tsx";
import { FrontCheckbox, FrontField } from "../front/front-field.tsx";
import { FrontForm } from "../front/front-form.tsx";
import { acceptTexts } from "../texts/accept.ts";
import { nameProblems } from "../texts/name-problems.ts";
import { createForm } from "../ui/create-form.ts";
import { AcceptCard } from "./accept-card.tsx";
import type { AcceptState } from "./accept-state.ts";
import { DeclineDialog } from "./decline-dialog.tsx";
import { InvitationFacts } from "./invitation-facts.tsx";
import { Support } from "./support.tsx";

export type Joiner = { firstName: string; lastName: string; termsAccepted: boolean };

type JoinFormProps = {
  offer: Extract<AcceptState, { kind: "offered" }>;
  /** From an earlier step; null when the form is shown for the first time. */
  typed: Joiner | null;
  onAccept: (joiner: Joiner) => Promise<void>;
  onDecline: () => Promise<void>;
};

export function JoinForm(props: JoinFormProps) {
  const [isDeclining, setDeclining] = createSignal(false);
  const preview = () => props.offer.preview;
  const form = createForm<Joiner>({
    initial: props.typed ?? {
      firstName: props.offer.preview.firstName,
      lastName: props.offer.preview.lastName,
      termsAccepted: false,
    },
    check: ({ firstName, termsAccepted }) => ({
      ...(firstName.trim() === "" ? { firstName: acceptTexts.firstNameMissing } : {}),
      ...(termsAccepted ? {} : { termsAccepted: acceptTexts.termsMissing }),
    }),
    submit: (joiner) => props.onAccept(joiner),
    explain: (error) => ({ "": failureText(failureOf(error)) }),
  });

  createEffect(() => {
    const { problems, failure } = props.offer;
    if (problems.length > 0) {
      form.fail(Object.fromEntries(problems.map(({ field, problem }) => [field, problemText(field, problem)])));
    }
    if (failure) form.fail({ "": failureText(failure) });
  });

  return (
    <AcceptCard title={acceptTexts.offerTitle(preview().accountName)}>
      <InvitationFacts preview={preview()} />
      <FrontForm
        form={form}
        submitLabel={acceptTexts.accept}
        actions={<FrontButton onPress={() => setDeclining(true)}>{acceptTexts.decline}</FrontButton>}
      >
        <FrontField field={form.text("firstName")} label={acceptTexts.firstName} autocomplete="given-name" />
        <FrontField field={form.text("lastName")} label={acceptTexts.lastName} autocomplete="family-name" isOptional />
        <FrontCheckbox field={form.check("termsAccepted")} label={<Terms url={preview().termsUrl} />} />
      </FrontForm>
      <Support support={preview().support} />
      <Show when={isDeclining()}>
        <DeclineDialog
          accountName={preview().accountName}
          onDecline={props.onDecline}
          onClose={() => setDeclining(false)}
        />
      </Show>
    </AcceptCard>
  );
}

/** What the server may still find with the name: the rest has been checked here. */
function problemText(field: string, problem: InputProblem): string {
  if (problem in nameProblems) return nameProblems[problem as keyof typeof nameProblems];
  return field === "termsAccepted" ? acceptTexts.termsMissing : acceptTexts.firstNameMissing;
}

function Terms(props: { url: string | null }) {
  return (
    <Show when={props.url} fallback={acceptTexts.terms}>
      {(url) => (
        <>
          {acceptTexts.termsBeforeLink}
          <a href={url()} target="_blank" rel="noreferrer">
            {acceptTexts.termsLink}
            <span class="unseen"> {acceptTexts.opensNewTab}</span>
          </a>
        </>
      )}
    </Show>
  );
}
