import { createSignal } from "solid-js";
import * as v from "valibot";
import { address, lastName, requiredName } from "../../../shared/fields.ts";
import type { UserRow } from "../../../shared/outputs.ts";
import { isPending } from "../../../shared/status.ts";
import { useAccount } from "../../api/account-context.ts";
import { createIdempotencyKeys } from "../../api/client.ts";
import { formErrors, refusedWith } from "../../api/refusal.ts";
import { addUserTexts } from "../../texts/add-user.ts";
import { refusalSentence } from "../../texts/refusals.ts";
import { createForm, type FieldErrors } from "../../ui/create-form.ts";
import { checkInput } from "./check-input.ts";

export const steps = ["email", "details", "groups", "overview", "summary"] as const;
export type Step = (typeof steps)[number];

const emailInput = v.object({ email: address });
const detailsInput = v.object({ firstName: requiredName, lastName });

/**
 * Adding one person: a form per step, kept while going back and forth.
 * @param again whom to invite again; the forms are filled in then
 */
export function createAddition(again: UserRow | undefined, onInvited: (row: UserRow) => void) {
  const { api } = useAccount();
  const keyFor = createIdempotencyKeys();
  const [step, setStep] = createSignal<Step>("email");
  const [known, setKnown] = createSignal<UserRow | null>(null);
  const [invited, setInvited] = createSignal<UserRow | null>(null);

  const email = createForm({
    initial: { email: again?.email ?? "" },
    check: (values) => checkInput(emailInput, values),
    explain: formErrors,
    submit: async (values) => {
      const found = await lookUp(values.email);
      setKnown(found);
      if (found && found.status !== "removed") {
        // An open invitation is an offer to send it again, not a mistake; the page shows both.
        if (!isPending(found.status)) email.fail({ email: addUserTexts.known[found.status] });
        return;
      }
      if (found && !details.isDirty() && details.values().firstName === "") {
        details.set("firstName", found.firstName);
        details.set("lastName", found.lastName);
      }
      setStep("details");
    },
  });
  const details = createForm({
    initial: { firstName: again?.firstName ?? "", lastName: again?.lastName ?? "", locale: "" },
    check: (values) => checkInput(detailsInput, values),
    explain: formErrors,
    submit: () => void setStep("groups"),
  });
  const groups = createForm({
    initial: { groupIds: again?.groups.map(({ id }) => id) ?? [] },
    check: ({ groupIds }) => (groupIds.length === 0 ? { groupIds: refusalSentence({ reason: "groupRequired" }) } : {}),
    explain: formErrors,
    submit: () => void setStep("overview"),
  });
  const overview = createForm({ initial: {}, explain: formErrors, submit: invite });

  const values = () => ({ ...email.values(), ...details.values(), ...groups.values() });

  async function lookUp(typed: string): Promise<UserRow | null> {
    try {
      return await api.users.get.query({ email: typed });
    } catch (error) {
      if (refusedWith(error, "notFound")) return null;
      throw error;
    }
  }

  async function invite() {
    const { locale, ...others } = values();
    const input = locale === "" ? others : { ...others, locale };
    try {
      const row = await api.users.invite.mutate({ ...input, idempotencyKey: keyFor(input) });
      setInvited(row);
      setStep("summary");
      onInvited(row);
    } catch (error) {
      await placeFailure(error);
    }
  }

  /** What the server found wrong is shown where it was typed. */
  async function placeFailure(error: unknown) {
    if (refusedWith(error, "alreadyInvited") || refusedWith(error, "alreadyUser")) {
      setStep("email");
      await email.send();
      return;
    }
    const found = formErrors(error);
    const fields = Object.keys(found).map((field) => field.split(".")[0]);
    if (fields.includes("email")) landOn("email", found);
    else if (["firstName", "lastName", "locale"].some((field) => fields.includes(field))) landOn("details", found);
    else if (fields.includes("groupIds")) landOn("groups", found);
    else overview.fail(found);
  }

  function landOn(target: "email" | "details" | "groups", found: FieldErrors) {
    setStep(target);
    forms[target].fail(found);
  }

  function back() {
    const before = steps[steps.indexOf(step()) - 1];
    if (before) setStep(before);
  }

  const forms = { email, details, groups, overview };
  return {
    step,
    back,
    known,
    forget: () => setKnown(null),
    invited,
    values,
    forms,
    isBusy: () => Object.values(forms).some((form) => form.isBusy()),
    isDirty: () => step() !== "summary" && (email.isDirty() || details.isDirty() || groups.isDirty()),
  };
}

export type Addition = ReturnType<typeof createAddition>;
