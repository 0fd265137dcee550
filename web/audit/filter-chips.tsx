import x from "lucide-static/icons/x.svg?raw";
import { For, Show } from "solid-js";
import { displayId } from "../../shared/ids.ts";
import { useAccount } from "../api/account-context.ts";
import { createQuery } from "../api/create-query.ts";
import { auditTexts, eventWords } from "../texts/audit.ts";
import { Button } from "../ui/button.tsx";
import { Icon } from "../ui/icon.tsx";
import { personName } from "../user-actions/person-name.ts";
import type { Trail } from "./create-trail.ts";
import styles from "./filter-chips.module.css";

/** What narrows the trail, each to be taken away by itself. */
export function FilterChips(props: { trail: Trail }) {
  const view = () => props.trail.view();
  const name = createUserName(() => view().userId, props.trail);
  return (
    <Show when={view().userId !== null || view().types.length > 0}>
      <ul class={styles.chips} aria-label={auditTexts.activeFilters}>
        <Show when={view().userId}>
          <li>
            <Chip what={auditTexts.aboutChip(name())} remove={() => props.trail.show({ ...view(), userId: null })} />
          </li>
        </Show>
        <For each={view().types}>
          {(type) => (
            <li>
              <Chip
                what={eventWords[type]}
                remove={() => props.trail.show({ ...view(), types: view().types.filter((other) => other !== type) })}
              />
            </li>
          )}
        </For>
        <li>
          <Button tone="quiet" onClick={() => props.trail.show({ types: [], userId: null })}>
            {auditTexts.clearFilters}
          </Button>
        </li>
      </ul>
    </Show>
  );
}

function Chip(props: { what: string; remove: () => void }) {
  return (
    <button type="button" class={styles.chip} aria-label={auditTexts.removeFilter(props.what)} onClick={props.remove}>
      <bdi class={styles.clipped}>{props.what}</bdi>
      <Icon svg={x} />
    </button>
  );
}

/** What the user of an id is called; their id until that is known, and when they have been deleted. */
export function createUserName(userId: () => string | null, trail: Trail): () => string {
  const { id, api } = useAccount();
  const known = () => trail.rows().find((row) => row.userId === userId() && row.userName)?.userName;
  const asked = createQuery(() => {
    const input = { userId: userId() ?? "" };
    return {
      queryKey: ["users.get", id, input],
      queryFn: () => api.users.get.query(input),
      enabled: userId() !== null && trail.isLoaded() && !known(),
    };
  });
  return () => {
    const name = asked.data && personName(asked.data);
    return known() ?? name ?? displayId(userId() ?? "");
  };
}
