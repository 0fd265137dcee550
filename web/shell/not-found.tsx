import { A } from "@solidjs/router";
import { uiTexts } from "../texts/ui.ts";
import { Heading } from "../ui/heading.tsx";
import { PlainPage } from "../ui/plain-page.tsx";

export function NotFound() {
  return (
    <PlainPage>
      <Heading title={uiTexts.notFoundTitle} />
      <p>{uiTexts.notFoundText}</p>
      <A href="/">{uiTexts.toStart}</A>
    </PlainPage>
  );
}
