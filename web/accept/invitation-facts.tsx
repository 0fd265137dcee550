import { Show } from "solid-js";
import type { InvitationPreview } from "../../shared/outputs.ts";
import { acceptTexts } from "../texts/accept.ts";
import { fullInstant } from "../ui/date-time.ts";
import styles from "./accept.module.css";

/** What is offered, by whom, to whom, until when. */
export function InvitationFacts(props: { preview: InvitationPreview }) {
  const preview = () => props.preview;
  return (
    <>
      <p class={styles.lead}>
        {preview().inviterName === null
          ? acceptTexts.invited(preview().accountName)
          : acceptTexts.invitedBy(preview().inviterName ?? "", preview().accountName)}
      </p>
      <Show when={preview().message}>
        <figure class={styles.message}>
          <figcaption>{acceptTexts.message}</figcaption>
          <blockquote dir="auto">{preview().message}</blockquote>
        </figure>
      </Show>
      <dl class={styles.facts}>
        <dt>{acceptTexts.address}</dt>
        <dd>{preview().email}</dd>
        <dt>{acceptTexts.groups(preview().groups.length)}</dt>
        <dd>{preview().groups.join(", ")}</dd>
        <dt>{acceptTexts.deadline}</dt>
        <dd>
          <time datetime={new Date(preview().expiresAt).toISOString()}>{fullInstant(preview().expiresAt)}</time>
        </dd>
      </dl>
    </>
  );
}
