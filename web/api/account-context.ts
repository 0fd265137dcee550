import { createContext, useContext } from "solid-js";
import type { LiveMessage } from "../../shared/live.ts";
import type { Profile } from "../../shared/outputs.ts";
import type { Api } from "./client.ts";

/** The account that the URL names. `profile` is whoever is signed in, there; undefined until it is known. */
export type AccountContext = {
  id: string;
  api: Api;
  profile: () => Profile | undefined;
  /** Calls back for every change in the account until the caller is cleaned up. */
  onChange: (listener: (message: LiveMessage) => void) => void;
};

const Context = createContext<AccountContext>();
export const AccountProvider = Context.Provider;

export function useAccount(): AccountContext {
  const account = useContext(Context);
  if (!account) throw new Error("useAccount outside of an account's pages");
  return account;
}
