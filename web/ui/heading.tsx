import { createEffect, onMount } from "solid-js";
import { uiTexts } from "../texts/ui.ts";

let isFirstPage = true;

/** A page's only `h1`. It names the window, and takes the focus when somebody came here from another page. */
export function Heading(props: { title: string }) {
  let heading: HTMLHeadingElement | undefined;
  createEffect(() => {
    document.title = uiTexts.pageTitle(props.title);
  });
  onMount(() => {
    if (!isFirstPage && !document.querySelector("dialog[open]")) heading?.focus();
    isFirstPage = false;
  });
  return (
    <h1 ref={heading} tabindex="-1">
      {props.title}
    </h1>
  );
}
