import { Show } from "solid-js";
import type { TokenRow } from "../../shared/outputs.ts";
import { tokensTexts } from "../texts/tokens.ts";
import { Badge } from "../ui/badge.tsx";
import { Button } from "../ui/button.tsx";
import { Instant } from "../ui/instant.tsx";
import type { TokenList } from "./create-token-list.ts";
import styles from "./tokens.module.css";

/** What a row shows, in the table and on a card alike. */

export function TokenNameCell(props: { token: TokenRow }) {
  const isOver = () => props.token.expiresAt !== null && props.token.expiresAt <= Date.now();
  return (
    <span class={styles.lines}>
      <span class={styles.name}>
        <bdi>{props.token.name}</bdi>
        <Show when={props.token.isDisabled}>
          <Badge>{tokensTexts.disabled}</Badge>
        </Show>
        <Show when={isOver()}>
          <Badge>{tokensTexts.expired}</Badge>
        </Show>
      </span>
      <span class={styles.second}>{tokensTexts.ending(props.token.ending)}</span>
    </span>
  );
}

export function MadeCell(props: { token: TokenRow }) {
  return (
    <span class={styles.lines}>
      <Instant at={props.token.createdAt} show="date" />
      <Show when={props.token.createdBy}>
        {(maker) => <bdi class={styles.second}>{tokensTexts.madeBy(maker().name)}</bdi>}
      </Show>
    </span>
  );
}

export function LastUsedCell(props: { token: TokenRow }) {
  return (
    <Show when={props.token.lastUsedAt} fallback={tokensTexts.neverUsed}>
      {(at) => <Instant at={at()} show="date" />}
    </Show>
  );
}

export function ExpiresCell(props: { token: TokenRow }) {
  return (
    <Show when={props.token.expiresAt} fallback={tokensTexts.neverExpires}>
      {(at) => <Instant at={at()} show="date" />}
    </Show>
  );
}

export function TokenActions(props: { token: TokenRow; list: TokenList; onRemove: (token: TokenRow) => void }) {
  const name = () => props.token.name;
  return (
    <span class={styles.actions} data-actions-of={props.token.id}>
      <Button
        tone="quiet"
        aria-label={(props.token.isDisabled ? tokensTexts.enableLabel : tokensTexts.disableLabel)(name())}
        isBusy={props.list.isBusy(props.token.id)}
        onClick={() => void props.list.setDisabled(props.token, !props.token.isDisabled)}
      >
        {props.token.isDisabled ? tokensTexts.enable : tokensTexts.disable}
      </Button>
      <Button
        tone="quiet"
        class={styles.remove ?? ""}
        aria-label={tokensTexts.removeLabel(name())}
        onClick={() => props.onRemove(props.token)}
      >
        {tokensTexts.remove}
      </Button>
    </span>
  );
}
