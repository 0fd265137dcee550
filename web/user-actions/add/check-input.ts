import * as v from "valibot";
import { fieldProblems } from "../../../shared/problems.ts";
import { byField } from "../../api/refusal.ts";
import type { FieldErrors } from "../../ui/create-form.ts";

/** What the API would say to these values, before they are sent. */
export function checkInput(schema: v.GenericSchema, values: unknown): FieldErrors {
  const checked = v.safeParse(schema, values);
  return checked.success ? {} : byField(fieldProblems(checked.issues));
}
