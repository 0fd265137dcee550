import { deviceText } from "../../shared/device-text.ts";
import type { Device, PasskeyList, PasskeyRow, SessionItem, SessionList } from "../../shared/sign-in-means.ts";
import { askPasskeys, passkeyProblem } from "../front/passkey-answer.ts";
import { deviceTexts } from "../texts/device.ts";

/** Of the login, so the same in every account. What goes wrong is thrown as a sentence. */

export const passkeysQuery = {
  queryKey: ["passkeys"],
  queryFn: async (): Promise<PasskeyRow[]> => (await ask<PasskeyList>("passkeys/list", {})).passkeys,
};

export const sessionsQuery = {
  queryKey: ["sessions"],
  queryFn: async (): Promise<SessionItem[]> => (await ask<SessionList>("sessions/list", {})).sessions,
};

export function renamePasskey(passkeyId: string, name: string): Promise<null> {
  return ask("passkeys/rename", { passkeyId, name });
}

export function removePasskey(passkeyId: string): Promise<null> {
  return ask("passkeys/remove", { passkeyId });
}

export function endSession(sessionId: string): Promise<null> {
  return ask("sessions/end", { sessionId });
}

export function sentenceOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

export function deviceName(device: Device): string {
  return deviceText(device, deviceTexts);
}

export function passkeyName({ name, device }: PasskeyRow): string {
  return name || deviceName(device);
}

async function ask<Value = null>(path: string, body: object): Promise<Value> {
  const answer = await askPasskeys<Value>(path, body);
  if (answer.kind === "done") return answer.value;
  throw new Error(passkeyProblem(answer));
}
