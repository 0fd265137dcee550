import { createMemo, createSignal, For, Show } from "solid-js";
import { type EventType, eventTypes } from "../../shared/events.ts";
import { useAccount } from "../api/account-context.ts";
import { createQuery } from "../api/create-query.ts";
import { failureSentence } from "../api/refusal.ts";
import { actorFilterWords, auditTexts, datePresetWords, eventNouns, eventWords } from "../texts/audit.ts";
import { uiTexts } from "../texts/ui.ts";
import { Button } from "../ui/button.tsx";
import { CheckboxGroup } from "../ui/checkbox.tsx";
import { ChoiceField } from "../ui/choice-field.tsx";
import { count } from "../ui/date-time.ts";
import { type Day, readDay } from "../ui/day.ts";
import { Panel } from "../ui/panel.tsx";
import { TextField } from "../ui/text-field.tsx";
import { UserPicker } from "../user-actions/user-picker.tsx";
import type { Trail } from "./create-trail.ts";
import styles from "./filter-panel.module.css";
import type { FilterNames } from "./trail-chips.ts";
import { actorKinds, type DateSpan, datePresets, wholeTrail } from "./trail-view.ts";

const nouns = Object.entries(eventNouns).map(([noun, label]) => ({
  label,
  types: eventTypes.filter((type) => type.startsWith(`${noun}.`)),
}));

/** Which events to show; each choice takes effect at once. */
export function FilterPanel(props: { trail: Trail; names: FilterNames; anchor: HTMLElement; onClose: () => void }) {
  const view = () => props.trail.view();
  const actor = () => view().actor;
  const person = (id: string | null | undefined, name: () => string) => (id ? { id, name: name() } : null);

  return (
    <Panel
      title={auditTexts.filterTitle}
      anchor={props.anchor}
      onClose={props.onClose}
      footer={
        <>
          {/* What is outside of an open dialog is not read out, so it is said here how many there are. */}
          <span role="status" class={styles.said}>
            {foundText(props.trail)}
          </span>
          <Button tone="quiet" onClick={() => props.trail.show(wholeTrail)}>
            {uiTexts.clearFilters}
          </Button>
          <Button tone="primary" onClick={() => props.onClose()}>
            {auditTexts.done}
          </Button>
        </>
      }
    >
      <DateFields trail={props.trail} />
      <ChoiceField
        label={auditTexts.doneBy}
        name="actor"
        value={actor()?.kind ?? ""}
        onInput={(word) => {
          const kind = actorKinds.find((each) => each === word);
          props.trail.show({ actor: kind ? { kind } : null });
        }}
        options={[
          { value: "", label: auditTexts.anybody },
          ...actorKinds.map((kind) => ({ value: kind, label: actorFilterWords[kind] })),
        ]}
      />
      <Show when={actor()?.kind === "user"}>
        <UserPicker
          label={auditTexts.which}
          description={auditTexts.whichDescription}
          chosen={auditTexts.chosenActor}
          anybody={auditTexts.anybody}
          user={person(actor()?.id, props.names.actor)}
          onPick={(user) => props.trail.show({ actor: { kind: "user", ...(user ? { id: user.id } : {}) } })}
        />
      </Show>
      <Show when={actor()?.kind === "token"}>
        <TokenField trail={props.trail} name={props.names.actor} />
      </Show>
      <UserPicker
        label={auditTexts.about}
        description={auditTexts.aboutDescription}
        chosen={auditTexts.chosen}
        anybody={auditTexts.anybody}
        user={person(view().userId, props.names.user)}
        onPick={(user) => props.trail.show({ userId: user?.id ?? null })}
      />
      <div class={styles.types}>
        <For each={nouns}>
          {(noun) => (
            <CheckboxGroup
              label={noun.label}
              name="type"
              options={noun.types.map((type) => ({ value: type, label: eventWords[type] }))}
              value={view().types}
              onInput={(chosen) => {
                const others = view().types.filter((type) => !noun.types.includes(type));
                const isChosen = (type: EventType) => others.includes(type) || chosen.includes(type);
                props.trail.show({ types: eventTypes.filter(isChosen) });
              }}
            />
          )}
        </For>
      </div>
    </Panel>
  );
}

function TokenField(props: { trail: Trail; name: () => string }) {
  const { id, api } = useAccount();
  const tokens = createQuery(() => ({ queryKey: ["tokens.list", id], queryFn: () => api.tokens.list.query() }));
  const chosen = () => props.trail.view().actor?.id ?? "";
  const options = createMemo(() => {
    const known = tokens.data ?? [];
    // One that was removed has its events still.
    const former = chosen() !== "" && !known.some((token) => token.id === chosen());
    return [
      { value: "", label: auditTexts.anyToken },
      ...known.map((token) => ({ value: token.id, label: auditTexts.tokenChoice(token.name, token.ending) })),
      ...(former ? [{ value: chosen(), label: props.name() }] : []),
    ];
  });
  return (
    <ChoiceField
      label={auditTexts.which}
      name="token"
      value={chosen()}
      onInput={(tokenId) => props.trail.show({ actor: { kind: "token", ...(tokenId ? { id: tokenId } : {}) } })}
      options={options()}
      error={tokens.isError ? failureSentence(tokens.error) : undefined}
    />
  );
}

const between = "between";

function DateFields(props: { trail: Trail }) {
  const dates = () => props.trail.view().dates;
  /** Chosen, though no date is there yet. */
  const [isBetween, setBetween] = createSignal(dates() !== null && typeof dates() === "object");
  const span = (): DateSpan => {
    const known = dates();
    return known !== null && typeof known === "object" ? known : { from: null, to: null };
  };
  const word = () => {
    const known = dates();
    if (typeof known === "string") return known;
    return known !== null || isBetween() ? between : "";
  };

  // Each part of a date that is typed makes another one: what is no day yet is waited for.
  function change(part: { from: Day | null } | { to: Day | null }) {
    const next = { ...span(), ...part };
    props.trail.show({ dates: next.from || next.to ? next : null }, true);
  }

  return (
    <>
      <ChoiceField
        label={auditTexts.recordedOn}
        description={auditTexts.recordedOnDescription}
        name="date"
        value={word()}
        onInput={(chosen) => {
          setBetween(chosen === between);
          props.trail.show({ dates: datePresets.find((preset) => preset === chosen) ?? null });
        }}
        options={[
          { value: "", label: auditTexts.anyTime },
          ...datePresets.map((preset) => ({ value: preset, label: datePresetWords[preset] })),
          { value: between, label: auditTexts.between },
        ]}
      />
      <Show when={word() === between}>
        <div class={styles.dates}>
          <TextField
            type="date"
            label={auditTexts.from}
            value={span().from ?? ""}
            onInput={(text) => change({ from: readDay(text) })}
          />
          <TextField
            type="date"
            label={auditTexts.to}
            value={span().to ?? ""}
            onInput={(text) => change({ to: readDay(text) })}
          />
        </div>
      </Show>
    </>
  );
}

function foundText({ events }: Trail): string {
  const { length } = events.rows();
  if (!events.isLoaded()) return events.list.isError() ? "" : auditTexts.loading;
  if (length === 0) return auditTexts.noMatchTitle;
  return auditTexts.found(length, count(length), events.list.hasMore());
}
