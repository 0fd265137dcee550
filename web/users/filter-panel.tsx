import { createMemo, For, Show } from "solid-js";
import { deliveryStates } from "../../shared/delivery.ts";
import { userStatuses } from "../../shared/status.ts";
import { useAccount } from "../api/account-context.ts";
import { createQuery } from "../api/create-query.ts";
import { deliveryWords, gridTexts } from "../texts/grid.ts";
import { panelTexts } from "../texts/grid-panels.ts";
import { uiTexts } from "../texts/ui.ts";
import { statusWords, usersTexts } from "../texts/users.ts";
import { Button } from "../ui/button.tsx";
import { Checkbox, CheckboxGroup } from "../ui/checkbox.tsx";
import { count } from "../ui/date-time.ts";
import { Panel } from "../ui/panel.tsx";
import { SelectField } from "../ui/select-field.tsx";
import { TextField } from "../ui/text-field.tsx";
import { createUserName } from "../user-actions/create-user-name.ts";
import { groupsQuery } from "../user-actions/groups-query.ts";
import { UserPicker } from "../user-actions/user-picker.tsx";
import type { UserListState } from "./create-user-list.ts";
import styles from "./grid-panels.module.css";
import { expiringSoon, readDay } from "./list-view.ts";
import { createRangeText } from "./range-text.ts";
import { isFiltered, noFilters } from "./view-filters.ts";

export function FilterPanel(props: { list: UserListState; anchor: HTMLElement; onClose: () => void }) {
  const account = useAccount();
  const groups = createQuery(() => groupsQuery(account));
  const range = createRangeText(props.list);
  const view = () => props.list.view();
  const inviterName = createUserName(() => view().invitedBy);
  const inviter = () => {
    const id = view().invitedBy;
    return id === null ? null : { id, name: inviterName() };
  };
  const statusOptions = createMemo(() => {
    const counts = props.list.counts.data;
    return userStatuses.map((status) => ({
      value: status,
      label: counts ? panelTexts.counted(statusWords[status], count(counts[status])) : statusWords[status],
    }));
  });
  const deliveryOptions = deliveryStates.map((state) => ({ value: state, label: deliveryWords[state] }));

  return (
    <Panel
      title={panelTexts.filterTitle}
      anchor={props.anchor}
      onClose={props.onClose}
      footer={
        <>
          {/* What is outside of an open dialog is not read out, so the number is said here too. */}
          <span role="status" class={styles.result}>
            {range()}
          </span>
          <Show when={isFiltered(view())}>
            <Button tone="quiet" onClick={() => props.list.change(noFilters)}>
              {uiTexts.clearFilters}
            </Button>
          </Show>
          <Button tone="primary" onClick={() => props.onClose()}>
            {panelTexts.done}
          </Button>
        </>
      }
    >
      <div class={styles.halves}>
        <CheckboxGroup
          label={usersTexts.status}
          name="status"
          description={panelTexts.statusDescription}
          options={statusOptions()}
          value={view().status}
          onInput={(value) => props.list.change({ status: userStatuses.filter((each) => value.includes(each)) })}
        />
        <CheckboxGroup
          label={gridTexts.delivery}
          name="delivery"
          description={panelTexts.deliveryDescription}
          options={deliveryOptions}
          value={view().delivery}
          onInput={(value) => props.list.change({ delivery: deliveryStates.filter((each) => value.includes(each)) })}
        />
      </div>
      <div>
        <Checkbox
          label={gridTexts.expiring}
          isChecked={view().expiring === expiringSoon}
          onChange={(isSoon) => props.list.change({ expiring: isSoon ? expiringSoon : null })}
        />
        <Checkbox
          label={gridTexts.askedAgain}
          isChecked={view().hasAskedAgain}
          onChange={(hasAskedAgain) => props.list.change({ hasAskedAgain })}
        />
      </div>
      <Show when={!groups.isError} fallback={<p>{panelTexts.noGroups}</p>}>
        <div class={styles.group}>
          <SelectField
            label={panelTexts.group}
            value={view().groupId ?? ""}
            onInput={(groupId) => props.list.change({ groupId: groupId || null })}
          >
            <option value="">{panelTexts.anyGroup}</option>
            <For each={groups.data ?? []}>
              {({ id, name }) => (
                <option value={id} selected={id === view().groupId}>
                  {name}
                </option>
              )}
            </For>
          </SelectField>
        </div>
      </Show>
      <TextField
        type="date"
        label={panelTexts.expiresBefore}
        description={panelTexts.expiresBeforeDescription}
        value={view().expiring === expiringSoon ? "" : (view().expiring ?? "")}
        // Each part of a date that is typed makes another one: what is no day yet is waited for.
        onInput={(text) => props.list.change({ expiring: readDay(text) }, true)}
      />
      <UserPicker
        label={panelTexts.invitedBy}
        description={panelTexts.invitedByDescription}
        chosen={panelTexts.invitedByChosen}
        anybody={panelTexts.anybody}
        user={inviter()}
        onPick={(user) => props.list.change({ invitedBy: user?.id ?? null })}
      />
    </Panel>
  );
}
