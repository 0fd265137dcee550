import { createSignal, For, Match, Show, Switch } from "solid-js";
import type { WebhookDelivery, WebhookRow } from "../../shared/outputs.ts";
import { type WebhookDeliveryState, webhookDeliveryStates } from "../../shared/webhooks.ts";
import { useAccount } from "../api/account-context.ts";
import { createPagesQuery } from "../api/create-pages-query.ts";
import { failureSentence } from "../api/refusal.ts";
import { QueryState } from "../shell/page-failure.tsx";
import { EmptyState } from "../shell/page-frame.tsx";
import { webhooksTexts } from "../texts/webhooks.ts";
import { Button } from "../ui/button.tsx";
import { Card, CardList } from "../ui/card-list.tsx";
import { createMedia } from "../ui/create-media.ts";
import { DataTable } from "../ui/data-table.tsx";
import { count } from "../ui/date-time.ts";
import { Dialog } from "../ui/dialog.tsx";
import { Alert } from "../ui/form.tsx";
import { SelectField } from "../ui/select-field.tsx";
import { toast } from "../ui/toaster.tsx";
import { hostOf, type WebhookList } from "./create-webhook-list.ts";
import { DeliveryAgain, DeliveryEvent, DeliveryOutcome, reasonText } from "./delivery-cells.tsx";
import styles from "./webhooks.module.css";

const refreshMs = 3_000;
const pageSize = 25;
const columns = [
  { label: webhooksTexts.event },
  { label: webhooksTexts.outcome },
  { label: webhooksTexts.actions, class: styles.againColumn },
];

/** How deliveries to one endpoint went: why some failed, and the way to send them again. */
export function DeliveriesDialog(props: { webhook: WebhookRow; list: WebhookList; onClose: () => void }) {
  const { id: accountId, api } = useAccount();
  const webhookId = props.webhook.id;
  const isNarrow = createMedia("(max-width: 45rem)");
  const [state, setState] = createSignal<WebhookDeliveryState | undefined>();
  const [busy, setBusy] = createSignal<string | null>(null);
  const [tested, setTested] = createSignal<{ tone: "info" | "error"; text: string } | null>(null);
  const deliveries = createPagesQuery(() => ({
    queryKey: ["webhooks.deliveries", accountId, webhookId, state() ?? null],
    queryFn: ({ pageParam }) =>
      api.webhooks.deliveries.query({
        ...{ webhookId, state: state(), pageSize },
        ...(pageParam === null ? {} : { cursor: pageParam }),
      }),
    from: null,
    refetchInterval: refreshMs,
  }));
  const rows = () =>
    deliveries.pages()?.flatMap((page) => page.rows.map((delivery) => ({ ...delivery, id: delivery.eventId })));

  async function doing(what: string, work: () => Promise<void>) {
    setBusy(what);
    try {
      await work();
    } catch (error) {
      toast(failureSentence(error), "error");
    } finally {
      setBusy(null);
    }
  }

  const sendAgain = ({ eventId }: WebhookDelivery) =>
    doing(eventId, async () => {
      await api.webhooks.redeliver.mutate({ webhookId, eventId });
      toast(webhooksTexts.sentAgain(eventId), "success");
      await deliveries.refetch();
    });

  const sendFailedAgain = () =>
    doing("failed", async () => {
      const { count: sent } = await api.webhooks.redeliver.mutate({ webhookId });
      toast(webhooksTexts.allSentAgain(sent), "success");
      await Promise.all([deliveries.refetch(), props.list.changed()]);
    });

  const sendTest = () =>
    doing("test", async () => {
      setTested(null);
      const { status, error, tookMs } = await api.webhooks.sendTest.mutate({ webhookId });
      setTested(
        error === null
          ? { tone: "info", text: webhooksTexts.testDelivered(status ?? 0, count(tookMs)) }
          : { tone: "error", text: webhooksTexts.testFailed(reasonText(error, status)) },
      );
    });

  return (
    <Dialog title={webhooksTexts.deliveriesTitle(hostOf(props.webhook))} onClose={() => props.onClose()} isWide>
      <div class={styles.tools}>
        <SelectField
          label={webhooksTexts.show}
          value={state() ?? ""}
          onInput={(chosen) => setState(webhookDeliveryStates.find((each) => each === chosen))}
        >
          <option value="">{webhooksTexts.anyState}</option>
          <For each={webhookDeliveryStates}>{(each) => <option value={each}>{webhooksTexts.states[each]}</option>}</For>
        </SelectField>
        <Show when={props.webhook.failedCount > 0}>
          <Button isBusy={busy() === "failed"} onClick={() => void sendFailedAgain()}>
            {webhooksTexts.allAgain}
          </Button>
        </Show>
        <Button isBusy={busy() === "test"} onClick={() => void sendTest()}>
          {webhooksTexts.sendTest}
        </Button>
        <div role="status" class={styles.tested}>
          <Show when={tested()}>{(result) => <Alert tone={result().tone}>{result().text}</Alert>}</Show>
        </div>
      </div>
      <QueryState
        query={{
          isPending: deliveries.isPending(),
          isError: deliveries.isError(),
          error: deliveries.error(),
          refetch: deliveries.refetch,
        }}
        loading={webhooksTexts.deliveriesLoading}
      />
      <Switch>
        <Match when={deliveries.isError() && !rows()}>{null}</Match>
        <Match when={rows()?.length === 0}>
          <EmptyState
            title={webhooksTexts.noDeliveriesTitle}
            text={state() === undefined ? webhooksTexts.noDeliveriesText : webhooksTexts.noSuchDeliveriesText}
          />
        </Match>
        <Match when={isNarrow()}>
          <CardList caption={webhooksTexts.deliveriesCaption} rows={rows()} isBusy={deliveries.isPending()}>
            {(delivery) => (
              <Card>
                <DeliveryEvent delivery={delivery()} />
                <DeliveryOutcome delivery={delivery()} />
                <DeliveryAgain delivery={delivery()} isBusy={busy() === delivery().id} onAgain={sendAgain} />
              </Card>
            )}
          </CardList>
        </Match>
        <Match when={!isNarrow()}>
          <DataTable
            caption={webhooksTexts.deliveriesCaption}
            columns={columns}
            rows={rows()}
            isBusy={deliveries.isPending()}
          >
            {(delivery) => (
              <tr>
                <th scope="row">
                  <DeliveryEvent delivery={delivery()} />
                </th>
                <td>
                  <DeliveryOutcome delivery={delivery()} />
                </td>
                <td>
                  <DeliveryAgain delivery={delivery()} isBusy={busy() === delivery().id} onAgain={sendAgain} />
                </td>
              </tr>
            )}
          </DataTable>
        </Match>
      </Switch>
      <Show when={deliveries.hasMore()}>
        <Button isBusy={deliveries.isReadingOn()} onClick={() => void deliveries.readOn()}>
          {webhooksTexts.older}
        </Button>
      </Show>
    </Dialog>
  );
}
