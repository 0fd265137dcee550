import plus from "lucide-static/icons/plus.svg?raw";
import { createSignal, Match, Show, Switch } from "solid-js";
import type { TokenRow } from "../../shared/outputs.ts";
import { QueryState } from "../shell/page-failure.tsx";
import { EmptyState, PageFrame } from "../shell/page-frame.tsx";
import { tokensTexts } from "../texts/tokens.ts";
import { Button } from "../ui/button.tsx";
import { Card, CardFacts, CardList } from "../ui/card-list.tsx";
import { createMedia } from "../ui/create-media.ts";
import { DataTable } from "../ui/data-table.tsx";
import { createTokenList } from "./create-token-list.ts";
import { NewTokenDialog } from "./new-token-dialog.tsx";
import { RemoveTokenDialog } from "./remove-token-dialog.tsx";
import { ExpiresCell, LastUsedCell, MadeCell, TokenActions, TokenNameCell } from "./token-cells.tsx";
import styles from "./tokens.module.css";

/** The keys of programs: who made them, what they may, when they were last used, and how they are stopped. */
export function TokensPage() {
  const list = createTokenList();
  const isNarrow = createMedia("(max-width: 45rem)");
  const [isAdding, setAdding] = createSignal(false);
  const [removing, setRemoving] = createSignal<TokenRow | null>(null);
  const columns = [
    { label: tokensTexts.name },
    { label: tokensTexts.scope },
    { label: tokensTexts.made },
    { label: tokensTexts.lastUsed },
    { label: tokensTexts.expires },
    { label: tokensTexts.actions, class: styles.actionsColumn },
  ];

  return (
    <PageFrame
      title={tokensTexts.title}
      isFetching={list.query.isFetching}
      error={list.query.error}
      notAllowedTitle={tokensTexts.notAllowedTitle}
      actions={
        <Show when={list.query.data}>
          <Button tone="primary" icon={plus} onClick={() => setAdding(true)}>
            {tokensTexts.add}
          </Button>
        </Show>
      }
    >
      <p class={styles.lead}>{tokensTexts.lead}</p>
      <QueryState query={list.query} loading={tokensTexts.loading} />
      <Switch>
        <Match when={list.query.isError && !list.query.data}>{null}</Match>
        <Match when={list.query.data?.length === 0}>
          <EmptyState title={tokensTexts.emptyTitle} text={tokensTexts.emptyText} />
        </Match>
        <Match when={isNarrow()}>
          <CardList caption={tokensTexts.caption} rows={list.query.data} isBusy={list.query.isFetching}>
            {(token) => (
              <Card>
                <TokenNameCell token={token()} />
                <CardFacts>
                  <dt>{tokensTexts.scope}</dt>
                  <dd>{tokensTexts.scopes[token().scope]}</dd>
                  <dt>{tokensTexts.made}</dt>
                  <dd>
                    <MadeCell token={token()} />
                  </dd>
                  <dt>{tokensTexts.lastUsed}</dt>
                  <dd>
                    <LastUsedCell token={token()} />
                  </dd>
                  <dt>{tokensTexts.expires}</dt>
                  <dd>
                    <ExpiresCell token={token()} />
                  </dd>
                </CardFacts>
                <TokenActions token={token()} list={list} onRemove={setRemoving} />
              </Card>
            )}
          </CardList>
        </Match>
        <Match when={!isNarrow()}>
          <DataTable
            caption={tokensTexts.caption}
            columns={columns}
            rows={list.query.data}
            isBusy={list.query.isFetching}
          >
            {(token) => (
              <tr>
                <th scope="row">
                  <TokenNameCell token={token()} />
                </th>
                <td>{tokensTexts.scopes[token().scope]}</td>
                <td>
                  <MadeCell token={token()} />
                </td>
                <td>
                  <LastUsedCell token={token()} />
                </td>
                <td>
                  <ExpiresCell token={token()} />
                </td>
                <td>
                  <TokenActions token={token()} list={list} onRemove={setRemoving} />
                </td>
              </tr>
            )}
          </DataTable>
        </Match>
      </Switch>
      <Show when={isAdding()}>
        <NewTokenDialog list={list} onClose={() => setAdding(false)} />
      </Show>
      <Show when={removing()} keyed>
        {(token) => <RemoveTokenDialog token={token} list={list} onClose={() => setRemoving(null)} />}
      </Show>
    </PageFrame>
  );
}
