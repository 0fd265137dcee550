import { For } from "solid-js";
import { uiTexts } from "../texts/ui.ts";
import { SelectField } from "./select-field.tsx";
import { setTheme, theme, themes } from "./theme.ts";

export function ThemeSelect() {
  return (
    <SelectField
      label={uiTexts.theme}
      value={theme()}
      onInput={(value) => {
        const chosen = themes.find((name) => name === value);
        if (chosen) setTheme(chosen);
      }}
    >
      <For each={themes}>{(name) => <option value={name}>{uiTexts.themes[name]}</option>}</For>
    </SelectField>
  );
}
