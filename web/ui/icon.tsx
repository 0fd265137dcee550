import styles from "./icon.module.css";

const pictures = new Map<string, SVGElement>();

/** An icon from `lucide-static`, imported as text so that a page carries only those it shows. Decoration only. */
export function Icon(props: { svg: string; class?: string | undefined }) {
  return <>{drawn(props.svg, props.class)}</>;
}

/** A text is parsed once: a table shows the same icon hundreds of times, and a copy costs a fraction of that. */
function drawn(svg: string, place = ""): SVGElement {
  let known = pictures.get(svg);
  if (!known) {
    known = parsed(svg);
    pictures.set(svg, known);
  }
  const icon = known.cloneNode(true) as SVGElement;
  if (place) icon.classList.add(...place.split(" "));
  return icon;
}

function parsed(svg: string): SVGElement {
  const holder = document.createElement("div");
  holder.innerHTML = svg;
  const icon = holder.querySelector("svg") ?? document.createElementNS("http://www.w3.org/2000/svg", "svg");
  // Without the licence's comment, the white space and what is said by the style sheet.
  icon.replaceChildren(...icon.children);
  icon.setAttribute("class", styles.icon ?? "");
  icon.setAttribute("aria-hidden", "true");
  return icon;
}
