import { useQueryClient } from "@tanstack/solid-query";
import type { WebhookRow } from "../../shared/outputs.ts";
import { useAccount } from "../api/account-context.ts";
import { createQuery } from "../api/create-query.ts";
import { failureSentence } from "../api/refusal.ts";
import { webhooksTexts } from "../texts/webhooks.ts";
import { toast } from "../ui/toaster.tsx";

/** How deliveries go is no event that pages are told of. */
const refreshMs = 5_000;

/** The webhooks of the account, kept as they are there. */
export function createWebhookList() {
  const account = useAccount();
  const queries = useQueryClient();
  const queryKey = ["webhooks.list", account.id];
  const query = createQuery(() => ({
    queryKey,
    queryFn: () => account.api.webhooks.list.query(),
    refetchInterval: refreshMs,
  }));
  const changed = () => queries.invalidateQueries({ queryKey });

  account.onChange(({ type }) => {
    if (type.startsWith("webhook.")) void changed();
  });

  async function setDisabled(webhook: WebhookRow, isDisabled: boolean) {
    const host = hostOf(webhook);
    try {
      await account.api.webhooks[isDisabled ? "disable" : "enable"].mutate({ webhookId: webhook.id });
      toast((isDisabled ? webhooksTexts.hasBeenDisabled : webhooksTexts.hasBeenEnabled)(host), "success");
    } catch (error) {
      toast(failureSentence(error), "error");
    }
    await changed();
  }

  return { query, changed, setDisabled };
}

export type WebhookList = ReturnType<typeof createWebhookList>;

/** What people call an endpoint by. */
export function hostOf({ url }: { url: string }): string {
  return new URL(url).host;
}
