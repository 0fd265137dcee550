import download from "lucide-static/icons/download.svg?raw";
import fileUp from "lucide-static/icons/file-up.svg?raw";
import { createSignal, createUniqueId, Show } from "solid-js";
import { FormActions, FormSection } from "../shell/form-page.tsx";
import { addManyTexts } from "../texts/add-many.ts";
import { Button } from "../ui/button.tsx";
import { Checkbox } from "../ui/checkbox.tsx";
import { count } from "../ui/date-time.ts";
import { download as saveFile } from "../ui/download.ts";
import { Form } from "../ui/form.tsx";
import { Icon } from "../ui/icon.tsx";
import { takeFocus } from "../ui/take-focus.ts";
import { TextArea } from "../ui/text-area.tsx";
import { GroupChoice } from "../user-actions/group-choice.tsx";
import { MailLanguageChoice } from "../user-actions/mail-language-choice.tsx";
import styles from "./add-many.module.css";
import type { Import } from "./create-import.ts";
import { templateCsv } from "./list-files.ts";
import { readFile } from "./read-file.ts";

/** Where the list comes from, and what goes for everybody on it. */
export function ListStep(props: { import: Import }) {
  const form = props.import.form;
  let list: HTMLDivElement | undefined;

  function forgetFile() {
    props.import.forgetFile();
    list?.querySelector("textarea")?.focus();
  }

  return (
    <Form form={form}>
      <FormSection title={addManyTexts.listTitle} lead={addManyTexts.listLead}>
        <div class={styles.step} ref={list}>
          <Show when={props.import.fileName()} fallback={<Paste import={props.import} />}>
            {(name) => (
              <div class={styles.chosen}>
                <p role="status">{addManyTexts.fileChosen(name(), peopleText(props.import.people().length))}</p>
                <Button ref={takeFocus} onClick={forgetFile}>
                  {addManyTexts.forgetFile}
                </Button>
                <Problem sentence={form.errors().text} />
              </div>
            )}
          </Show>
        </div>
      </FormSection>
      <FormSection title={addManyTexts.optionsTitle} lead={addManyTexts.optionsLead}>
        <GroupChoice
          withoutAdministrators
          label={addManyTexts.groups}
          description={addManyTexts.groupsDescription}
          {...form.list("groupIds")}
        />
        <MailLanguageChoice {...form.text("locale")} />
        <TextArea
          label={addManyTexts.message}
          description={addManyTexts.messageDescription}
          isOptional
          {...form.text("message")}
        />
        <div class={styles.checks}>
          <Checkbox label={addManyTexts.renew} {...form.check("renew")} />
          <Checkbox label={addManyTexts.again} {...form.check("again")} />
        </div>
      </FormSection>
      <FormActions>
        <Button type="submit" tone="primary" isBusy={form.isBusy()}>
          {addManyTexts.check}
        </Button>
      </FormActions>
    </Form>
  );
}

function Paste(props: { import: Import }) {
  const fileId = createUniqueId();
  const [isOver, setOver] = createSignal(false);
  const [problem, setProblem] = createSignal<string | null>(null);
  const ordinaryGroup = () => props.import.groups.data?.find(({ isAdministrators }) => !isAdministrators)?.name ?? "";

  async function take(file: File | undefined) {
    setOver(false);
    if (!file) return;
    const read = await readFile(file);
    setProblem("problem" in read ? read.problem : null);
    if ("text" in read) props.import.useFile(file.name, read.text);
  }

  return (
    <>
      <TextArea
        label={addManyTexts.paste}
        description={addManyTexts.pasteDescription}
        placeholder={addManyTexts.pastePlaceholder}
        rows={8}
        autocomplete="off"
        spellcheck={false}
        {...props.import.form.text("text")}
      />
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset brings a legend to lay out */}
      <div
        role="group"
        aria-label={addManyTexts.fileHint}
        class={styles.drop}
        classList={{ [styles.over ?? ""]: isOver() }}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => {
          event.preventDefault();
          void take(event.dataTransfer?.files[0]);
        }}
      >
        <input
          id={fileId}
          class="unseen"
          type="file"
          accept=".csv,.tsv,.txt,text/csv,text/plain"
          aria-describedby={`${fileId}-hint`}
          onChange={(event) => {
            void take(event.currentTarget.files?.[0]);
            event.currentTarget.value = "";
          }}
        />
        <label class={styles.file} for={fileId}>
          <Icon svg={fileUp} />
          {addManyTexts.file}
        </label>
        <span id={`${fileId}-hint`} class={styles.soft}>
          {addManyTexts.fileHint}
        </span>
        <Problem sentence={problem()} />
      </div>
      <div>
        <Button
          tone="quiet"
          icon={download}
          onClick={() => saveFile(addManyTexts.templateFile, "text/csv", templateCsv(ordinaryGroup()))}
        >
          {addManyTexts.template}
        </Button>
      </div>
    </>
  );
}

/** What is wrong with a file; there is no field to put it under. */
function Problem(props: { sentence: string | null | undefined }) {
  return (
    <Show when={props.sentence}>
      <p class={styles.problem} role="alert">
        {props.sentence}
      </p>
    </Show>
  );
}

function peopleText(people: number): string {
  return addManyTexts.people(count(people), people === 1);
}
