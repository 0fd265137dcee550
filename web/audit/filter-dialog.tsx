import { createSignal, createUniqueId, For, Show } from "solid-js";
import { type EventType, eventTypes } from "../../shared/events.ts";
import { auditTexts, eventNouns, eventWords } from "../texts/audit.ts";
import { uiTexts } from "../texts/ui.ts";
import { Button } from "../ui/button.tsx";
import { CheckboxGroup } from "../ui/checkbox.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { UserPicker } from "../user-actions/user-picker.tsx";
import type { Trail } from "./create-trail.ts";
import { createUserName } from "./filter-chips.tsx";
import styles from "./filter-dialog.module.css";

const nouns = Object.entries(eventNouns).map(([noun, label]) => ({
  label,
  types: eventTypes.filter((type) => type.startsWith(`${noun}.`)),
}));

/** Which events to show, told all at once. */
export function FilterDialog(props: { trail: Trail; onClose: () => void }) {
  const formId = createUniqueId();
  const before = props.trail.view();
  const [types, setTypes] = createSignal<string[]>(before.types);
  const [user, setUser] = createSignal<{ id: string; name: string } | null>(
    before.userId === null ? null : { id: before.userId, name: createUserName(() => before.userId, props.trail)() },
  );

  function show(event: SubmitEvent) {
    event.preventDefault();
    const chosen = eventTypes.filter((type): type is EventType => types().includes(type));
    props.trail.show({ types: chosen, userId: user()?.id ?? null });
    props.onClose();
  }

  return (
    <Dialog
      title={auditTexts.filterTitle}
      isWide
      onClose={() => props.onClose()}
      footer={
        <>
          <Button
            tone="quiet"
            onClick={() => {
              setTypes([]);
              setUser(null);
            }}
          >
            {auditTexts.clearFilters}
          </Button>
          <Button onClick={() => props.onClose()}>{uiTexts.cancel}</Button>
          <Button tone="primary" type="submit" form={formId}>
            {auditTexts.apply}
          </Button>
        </>
      }
    >
      <UserPicker
        label={auditTexts.about}
        description={auditTexts.aboutDescription}
        chosen={auditTexts.chosen}
        anybody={auditTexts.otherUser}
        autofocus
        user={user()}
        onPick={setUser}
      />
      <form id={formId} class={styles.types} onSubmit={show}>
        <For each={nouns}>
          {(noun) => (
            <CheckboxGroup
              label={noun.label}
              name="type"
              options={noun.types.map((type) => ({ value: type, label: eventWords[type] }))}
              value={types()}
              onInput={setTypes}
            />
          )}
        </For>
      </form>
      <Show when={types().length === 0}>
        <p class={styles.soft}>{auditTexts.allTypes}</p>
      </Show>
    </Dialog>
  );
}
