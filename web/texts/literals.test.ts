import { parseSync } from "vite";
import { expect, test } from "vitest";

const sources = import.meta.glob<string>("../**/*.tsx", { query: "?raw", import: "default", eager: true });

/** Attributes and properties that people read or hear. */
const spokenAttributes =
  /^(aria-(label|description|roledescription|placeholder|valuetext)|title|alt|placeholder|label|description|lead|\w+Label)$/;
/** Calls that say their first argument. */
const spokenCalls = ["toast", "announce"];

type Node = { type: string; [key: string]: unknown };

/** Every literal text of a component that people would read, whatever their language. */
function literalsIn(file: string, source: string): string[] {
  const found: string[] = [];
  const isNode = (value: unknown): value is Node => typeof value === "object" && value !== null && "type" in value;

  /** What an expression may come to. */
  const say = (node: unknown): void => {
    if (!isNode(node)) return;
    if (node.type === "Literal" || node.type === "JSXText") tell(node.value);
    else if (node.type === "TemplateLiteral") for (const quasi of list(node.quasis)) tell(textOf(quasi));
    else if (node.type === "JSXExpressionContainer") say(node.expression);
    else if (node.type === "ConditionalExpression") [node.consequent, node.alternate].forEach(say);
    else if (node.type === "LogicalExpression") say(node.right);
  };
  const tell = (text: unknown) => {
    if (typeof text === "string" && /\p{L}{2}/u.test(text)) found.push(`${file}: ${text.trim()}`);
  };
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(visit);
    if (!isNode(value)) return;
    if (value.type === "JSXElement" || value.type === "JSXFragment") list(value.children).forEach(say);
    if (value.type === "JSXAttribute" && spokenAttributes.test(nameOf(value.name))) say(value.value);
    if (value.type === "CallExpression" && spokenCalls.includes(nameOf(value.callee))) say(list(value.arguments)[0]);
    Object.values(value).forEach(visit);
  };

  visit(parseSync(file, source).program);
  return found;
}

function list(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

function nameOf(node: unknown): string {
  return String((node as { name?: unknown }).name ?? "");
}

function textOf(quasi: unknown): unknown {
  return (quasi as { value: { cooked: unknown } }).value.cooked;
}

test("every word that people read is in the catalogue", () => {
  expect(Object.keys(sources).length).toBeGreaterThan(100);
  expect(Object.entries(sources).flatMap(([file, source]) => literalsIn(file, source))).toEqual([]);
});

test("a literal is found wherever it may stand", () => {
  const source = `const page = <p aria-label="One" class="none">Two {isOpen() ? "Three" : texts.four} {name && \`Five\`}</p>;
    toast("Six");
    const field = <TextField label={isLong ? "Seven" : texts.short} name="none" />;`;
  expect(
    literalsIn("page.tsx", source)
      .map((each) => each.replace("page.tsx: ", ""))
      .sort(),
  ).toEqual(["Five", "One", "Seven", "Six", "Three", "Two"]);
});
