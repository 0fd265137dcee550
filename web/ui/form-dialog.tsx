import { createUniqueId, type JSX } from "solid-js";
import { uiTexts } from "../texts/ui.ts";
import { Button } from "./button.tsx";
import type { FormState } from "./create-form.ts";
import { Dialog } from "./dialog.tsx";
import { Form } from "./form.tsx";

/** A dialog that is one form: what was typed is not lost without asking, and the way out stands beside the way on. */
export function FormDialog(props: {
  title: string;
  submitLabel: string;
  form: FormState;
  onClose: () => void;
  returnFocus?: () => void;
  children: JSX.Element;
}) {
  const id = createUniqueId();
  return (
    <Dialog
      title={props.title}
      onClose={() => props.onClose()}
      isDirty={props.form.isDirty()}
      returnFocus={props.returnFocus}
      footer={
        <>
          <Button onClick={() => props.onClose()}>{uiTexts.cancel}</Button>
          <Button tone="primary" type="submit" form={id} isBusy={props.form.isBusy()}>
            {props.submitLabel}
          </Button>
        </>
      }
    >
      <Form form={props.form} id={id}>
        {props.children}
      </Form>
    </Dialog>
  );
}
