import type { UserRow } from "../../shared/outputs.ts";

/** What a page keeps of users, as commands bring it up to date. */
export type UserStore = {
  /** Puts a user's fresh row in the place of the old one. */
  patch: (fresh: UserRow) => void;
  /** Asks again for whatever a command may have changed. */
  refresh: () => Promise<void>;
};
