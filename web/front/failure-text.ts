import { uiTexts } from "../texts/ui.ts";
import type { Failure } from "./failure.ts";

export function failureText(failure: Failure): string {
  if (failure.kind === "unreachable") return uiTexts.unreachable;
  return failure.requestId ? `${uiTexts.internal} (${uiTexts.requestId(failure.requestId)})` : uiTexts.internal;
}
