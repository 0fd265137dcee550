import { useQueryClient } from "@tanstack/solid-query";
import { createSignal } from "solid-js";
import type { TokenRow } from "../../shared/outputs.ts";
import { useAccount } from "../api/account-context.ts";
import { createQuery } from "../api/create-query.ts";
import { failureSentence } from "../api/refusal.ts";
import { tokensTexts } from "../texts/tokens.ts";
import { toast } from "../ui/toaster.tsx";

/** The API tokens of the account, kept as they are there. */
export function createTokenList() {
  const account = useAccount();
  const queries = useQueryClient();
  const [busyId, setBusyId] = createSignal<string | null>(null);
  const queryKey = ["tokens.list", account.id];
  const query = createQuery(() => ({ queryKey, queryFn: () => account.api.tokens.list.query() }));
  const changed = () => queries.invalidateQueries({ queryKey });

  account.onChange(({ type }) => {
    if (type.startsWith("token.")) void changed();
  });

  async function setDisabled({ id: tokenId, name }: TokenRow, isDisabled: boolean) {
    setBusyId(tokenId);
    try {
      await account.api.tokens[isDisabled ? "disable" : "enable"].mutate({ tokenId });
      toast((isDisabled ? tokensTexts.hasBeenDisabled : tokensTexts.hasBeenEnabled)(name), "success");
    } catch (error) {
      toast(failureSentence(error), "error");
    }
    await changed();
    setBusyId(null);
  }

  return { query, changed, setDisabled, isBusy: (tokenId: string) => busyId() === tokenId };
}

export type TokenList = ReturnType<typeof createTokenList>;
