import { For } from "solid-js";
import { panelTexts } from "../texts/grid-panels.ts";
import { Checkbox } from "../ui/checkbox.tsx";
import { Dialog } from "../ui/dialog.tsx";
import styles from "./grid-panels.module.css";
import { areSingleKeysOn, setSingleKeys } from "./single-keys.ts";

const { shortcuts } = panelTexts;
const keys = [
  ["/", shortcuts.search],
  ["f", shortcuts.filter],
  ["r", shortcuts.refresh],
  ["a", shortcuts.add],
  ["?", shortcuts.help],
  [shortcuts.rangeKeys, shortcuts.range],
  ["Alt+T", shortcuts.notifications],
  ["Esc", shortcuts.escape],
] as const;

export function ShortcutsDialog(props: { onClose: () => void }) {
  return (
    <Dialog title={panelTexts.shortcutsTitle} onClose={props.onClose}>
      <table class={styles.shortcuts}>
        <thead>
          <tr>
            <th scope="col">{panelTexts.shortcut}</th>
            <th scope="col">{panelTexts.does}</th>
          </tr>
        </thead>
        <tbody>
          <For each={keys}>
            {([key, does]) => (
              <tr>
                <td>
                  <kbd>{key}</kbd>
                </td>
                <td>{does}</td>
              </tr>
            )}
          </For>
        </tbody>
      </table>
      <div>
        <Checkbox label={panelTexts.singleKeys} isChecked={areSingleKeysOn()} onChange={setSingleKeys} />
        <p class={styles.note}>{panelTexts.singleKeysOff}</p>
      </div>
    </Dialog>
  );
}
