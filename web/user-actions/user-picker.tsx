import x from "lucide-static/icons/x.svg?raw";
import { createSignal, For, Match, onCleanup, Show, Switch } from "solid-js";
import { maxSearchLength } from "../../shared/limits.ts";
import { userStatuses } from "../../shared/status.ts";
import { useAccount } from "../api/account-context.ts";
import { createQuery } from "../api/create-query.ts";
import { failureSentence } from "../api/refusal.ts";
import { userPickerTexts } from "../texts/user-picker.ts";
import { Button } from "../ui/button.tsx";
import { Alert } from "../ui/form.tsx";
import { TextField } from "../ui/text-field.tsx";
import { personName } from "./person-name.ts";
import styles from "./user-picker.module.css";

const debounceMs = 250;

type Picked = { id: string; name: string };

/** One user, or anybody: found by typing, also among those who were removed. */
export function UserPicker(props: {
  label: string;
  description: string;
  /** What it means that this one was picked. */
  chosen: (name: string) => string;
  /** On the button that takes the choice back. */
  anybody: string;
  autofocus?: boolean;
  user: Picked | null;
  onPick: (user: Picked | null) => void;
}) {
  const { id, api } = useAccount();
  const [text, setText] = createSignal("");
  const [search, setSearch] = createSignal("");
  let timer: ReturnType<typeof setTimeout> | undefined;
  let part: HTMLDivElement | undefined;
  onCleanup(() => clearTimeout(timer));

  const found = createQuery(() => {
    const input = { search: search(), status: [...userStatuses], pageSize: 5 as const };
    return {
      queryKey: ["users.list", id, input],
      queryFn: () => api.users.list.query(input),
      enabled: search() !== "",
    };
  });

  function type(next: string) {
    setText(next);
    clearTimeout(timer);
    timer = setTimeout(() => setSearch(next.trim()), debounceMs);
  }

  function pick(user: Picked | null) {
    clearTimeout(timer);
    setText("");
    setSearch("");
    props.onPick(user);
    // What was pressed is gone.
    part?.querySelector<HTMLElement>("button, input")?.focus();
  }

  return (
    <div ref={part} class={styles.picker}>
      <Show
        when={props.user}
        fallback={
          <TextField
            label={props.label}
            description={props.description}
            type="search"
            autocomplete="off"
            spellcheck={false}
            maxLength={maxSearchLength}
            autofocus={props.autofocus ?? false}
            value={text()}
            onInput={type}
          />
        }
      >
        {(user) => (
          <div class={styles.picked}>
            <p>{props.chosen(user().name)}</p>
            <Button icon={x} onClick={() => pick(null)}>
              {props.anybody}
            </Button>
          </div>
        )}
      </Show>
      <div role="status" class={styles.soft}>
        <Switch>
          <Match when={search() === ""}>{null}</Match>
          <Match when={found.isError}>
            <Alert>{failureSentence(found.error)}</Alert>
          </Match>
          <Match when={found.isPending}>{userPickerTexts.searching}</Match>
          <Match when={found.data?.rows.length === 0}>{userPickerTexts.nobody}</Match>
          <Match when={found.data?.nextCursor}>{userPickerTexts.more}</Match>
        </Switch>
      </div>
      <Show when={search() !== "" && found.data}>
        {(list) => (
          <ul class={styles.found}>
            <For each={list().rows}>
              {(row) => (
                <li>
                  <button
                    type="button"
                    class={styles.option}
                    onClick={() => pick({ id: row.id, name: personName(row) })}
                  >
                    <bdi>{personName(row)}</bdi> <span class={styles.soft}>{row.email}</span>
                  </button>
                </li>
              )}
            </For>
          </ul>
        )}
      </Show>
    </div>
  );
}
