/** What the sign-in routes answer to whoever is signed in about the ways into their login. */

/** In words, and no more than that: null where it is not one of those that device.ts knows. */
export type Device = { browser: string | null; system: string | null };

export type PasskeyRow = {
  id: string;
  /** Empty until its owner gives it one. */
  name: string;
  /** Where it was added. */
  device: Device;
  /** Kept by a provider for several devices, rather than in one device or key. */
  isSynced: boolean;
  createdAt: number;
  lastUsedAt: number | null;
};

export type PasskeyList = { passkeys: PasskeyRow[] };

export type SessionItem = {
  id: string;
  device: Device;
  createdAt: number;
  /** To the hour. */
  seenAt: number;
  /** The one that asks. */
  isCurrent: boolean;
};

export type SessionList = { sessions: SessionItem[] };

export const maxPasskeys = 10;
export const maxPasskeyNameLength = 60;

/** Adding a passkey needs a session no older than this: a stolen one must not plant a lasting way in. */
export const freshSignInMs = 15 * 60_000;

export type PasskeyRefusal =
  /** Removed here, or never added. */
  | "passkeyUnknown"
  | "passkeyInvalid"
  | "passkeyTooLate"
  | "passkeyKnown"
  | "tooManyPasskeys"
  | "signInAgain"
  | "signInRequired";
