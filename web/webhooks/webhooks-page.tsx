import plus from "lucide-static/icons/plus.svg?raw";
import { createSignal, Match, Show, Switch } from "solid-js";
import type { WebhookRow } from "../../shared/outputs.ts";
import { QueryState } from "../shell/page-failure.tsx";
import { EmptyState, PageFrame } from "../shell/page-frame.tsx";
import { webhooksTexts } from "../texts/webhooks.ts";
import { Button } from "../ui/button.tsx";
import { Card, CardFacts, CardList } from "../ui/card-list.tsx";
import { createMedia } from "../ui/create-media.ts";
import { DataTable } from "../ui/data-table.tsx";
import { Menu, type MenuItem } from "../ui/menu.tsx";
import { createWebhookList, hostOf } from "./create-webhook-list.ts";
import { EndpointCell, EventsCell, StateCell, WebhookActions } from "./webhook-cells.tsx";
import { type WebhookDialogKind, WebhookDialogs } from "./webhook-dialogs.tsx";
import styles from "./webhooks.module.css";

const columns = [
  { label: webhooksTexts.endpoint },
  { label: webhooksTexts.events, class: styles.eventsColumn },
  { label: webhooksTexts.state, class: styles.stateColumn },
  { label: webhooksTexts.actions, class: styles.actionsColumn },
];

/** Where programs are told of events: whether that works, and what to do where it does not. */
export function WebhooksPage() {
  const list = createWebhookList();
  const isNarrow = createMedia("(max-width: 60rem)");
  const [dialog, setDialog] = createSignal<WebhookDialogKind | null>(null);
  const [menu, setMenu] = createSignal<{ webhookId: string; anchor: HTMLElement } | null>(null);
  const open = (kind: "edit" | "rotate" | "remove" | "deliveries", { id }: WebhookRow) =>
    setDialog({ kind, webhookId: id });

  function itemsFor(webhook: WebhookRow): MenuItem[] {
    const isDisabled = webhook.disabled !== null;
    return [
      { kind: "item", label: webhooksTexts.edit, onSelect: () => open("edit", webhook) },
      { kind: "item", label: webhooksTexts.rotate, onSelect: () => open("rotate", webhook) },
      {
        kind: "item",
        label: isDisabled ? webhooksTexts.enable : webhooksTexts.disable,
        onSelect: () => void list.setDisabled(webhook, !isDisabled),
      },
      { kind: "separator" },
      { kind: "item", label: webhooksTexts.remove, isDangerous: true, onSelect: () => open("remove", webhook) },
    ];
  }

  const actions = (webhook: () => WebhookRow) => (
    <WebhookActions
      webhook={webhook()}
      isMenuOpen={menu()?.webhookId === webhook().id}
      onDeliveries={() => open("deliveries", webhook())}
      onMenu={(anchor) => setMenu(menu()?.webhookId === webhook().id ? null : { webhookId: webhook().id, anchor })}
    />
  );
  const withMenu = () => {
    const shown = menu();
    const webhook = list.query.data?.find(({ id }) => id === shown?.webhookId);
    return shown && webhook ? { ...shown, webhook } : null;
  };

  return (
    <PageFrame
      title={webhooksTexts.title}
      isFetching={list.query.isPending}
      error={list.query.error}
      notAllowedTitle={webhooksTexts.notAllowedTitle}
      actions={
        <Show when={list.query.data}>
          <Button tone="primary" icon={plus} onClick={() => setDialog({ kind: "add" })}>
            {webhooksTexts.add}
          </Button>
        </Show>
      }
    >
      <p class={styles.lead}>{webhooksTexts.lead}</p>
      <QueryState query={list.query} loading={webhooksTexts.loading} />
      <Switch>
        <Match when={list.query.isError && !list.query.data}>{null}</Match>
        <Match when={list.query.data?.length === 0}>
          <EmptyState title={webhooksTexts.emptyTitle} text={webhooksTexts.emptyText} />
        </Match>
        <Match when={isNarrow()}>
          <CardList caption={webhooksTexts.caption} rows={list.query.data} isBusy={list.query.isPending}>
            {(webhook) => (
              <Card>
                <EndpointCell webhook={webhook()} />
                <CardFacts>
                  <dt>{webhooksTexts.events}</dt>
                  <dd>
                    <EventsCell webhook={webhook()} />
                  </dd>
                  <dt>{webhooksTexts.state}</dt>
                  <dd>
                    <StateCell webhook={webhook()} />
                  </dd>
                </CardFacts>
                {actions(webhook)}
              </Card>
            )}
          </CardList>
        </Match>
        <Match when={!isNarrow()}>
          <DataTable
            caption={webhooksTexts.caption}
            columns={columns}
            rows={list.query.data}
            isBusy={list.query.isPending}
          >
            {(webhook) => (
              <tr>
                <th scope="row">
                  <EndpointCell webhook={webhook()} />
                </th>
                <td>
                  <EventsCell webhook={webhook()} />
                </td>
                <td>
                  <StateCell webhook={webhook()} />
                </td>
                <td>{actions(webhook)}</td>
              </tr>
            )}
          </DataTable>
        </Match>
      </Switch>
      <Show when={withMenu()}>
        {(shown) => (
          <Menu
            label={webhooksTexts.moreLabel(hostOf(shown().webhook))}
            anchor={shown().anchor}
            items={itemsFor(shown().webhook)}
            onClose={() => setMenu(null)}
          />
        )}
      </Show>
      <WebhookDialogs list={list} dialog={dialog()} show={setDialog} />
    </PageFrame>
  );
}
