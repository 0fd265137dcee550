import { readdirSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript-5-7";
import { type Procedure, permissions } from "../shared/permissions.ts";
import { root } from "./paths.ts";

/** A procedure as its callers see it; types are TypeScript that uses nothing but `ApiModel.types`. */
export type ApiProcedure = {
  router: string;
  name: string;
  kind: "query" | "mutation";
  /** The least scope of a token that may call it; null where it is for people who are signed in. */
  scope: "read" | "write" | null;
  doc: string;
  input: string;
  mayOmitInput: boolean;
  output: string;
};

/** `types` are declarations by name, documented, each after those that use it. */
export type ApiModel = { procedures: ApiProcedure[]; types: Map<string, string> };

/** What callers meet outside of any procedure's output. */
const alsoExported = ["ErrorData", "Refusal", "RefusalReason", "WebhookMessage", "WebhookTestMessage"];
/** Lists of names that inputs and outputs share: written out once. */
const unions = ["SortKey", "UserStatus", "DeliveryState", "EventType"];

/** Reads the router's types with the compiler's checker: what callers are told is what the Worker takes and answers. */
export function readApi(): ApiModel {
  const sharedFiles = readdirSync(join(root, "shared"))
    .filter((file) => file.endsWith(".ts") && !file.endsWith(".test.ts"))
    .map((file) => join(root, "shared", file));
  const program = ts.createProgram([join(root, "worker", "api", "router.ts"), ...sharedFiles], {
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    allowImportingTsExtensions: true,
    noEmit: true,
    strict: true,
    exactOptionalPropertyTypes: true,
    noUncheckedIndexedAccess: true,
    skipLibCheck: true,
    lib: ["lib.es2023.d.ts"],
    types: ["@cloudflare/workers-types"],
    jsx: ts.JsxEmit.ReactJSX,
    jsxImportSource: "hono/jsx",
  });
  const checker = program.getTypeChecker();
  const exported = new Map<string, ts.Symbol>();
  for (const file of sharedFiles) {
    for (const symbol of exportsOf(program, checker, file)) {
      if (symbol.flags & ts.SymbolFlags.TypeAlias) exported.set(symbol.name, symbol);
    }
  }
  const types = typeWriter(checker, exported);
  const appRouter = exportsOf(program, checker, join(root, "worker", "api", "router.ts")).find(
    ({ name }) => name === "AppRouter",
  );
  if (appRouter === undefined) throw new Error("The router has no type of its own.");
  const member = (type: ts.Type, name: string) => {
    const property = type.getProperty(name);
    if (property === undefined) throw new Error(`tRPC's types have no "${name}" here any more.`);
    return checker.getTypeOfSymbol(property);
  };
  const procedures: ApiProcedure[] = [];
  for (const router of member(member(checker.getDeclaredTypeOfSymbol(appRouter), "_def"), "record").getProperties()) {
    for (const symbol of checker.getTypeOfSymbol(router).getProperties()) {
      const definition = member(checker.getTypeOfSymbol(symbol), "_def");
      const kind = member(definition, "type");
      const input = member(member(definition, "$types"), "input");
      const output = member(member(definition, "$types"), "output");
      const mayOmitInput = input.isUnion() && input.types.some(({ flags }) => flags & ts.TypeFlags.Undefined);
      const path = `${router.name}.${symbol.name}` as Procedure;
      procedures.push({
        router: router.name,
        name: symbol.name,
        kind: kind.isStringLiteral() && kind.value === "query" ? "query" : "mutation",
        scope: permissions[path].token,
        doc: ts.displayPartsToString(symbol.getDocumentationComment(checker)),
        input: types.write(checker.getNonNullableType(input), path),
        mayOmitInput,
        output: types.nameOutput(output, path),
      });
    }
  }
  for (const name of alsoExported) types.collect(name);
  return { procedures, types: types.declarations };
}

function exportsOf(program: ts.Program, checker: ts.TypeChecker, file: string): ts.Symbol[] {
  const source = program.getSourceFile(file);
  const module = source && checker.getSymbolAtLocation(source);
  return module ? checker.getExportsOfModule(module) : [];
}

/** Its documentation, if it is its own and not the file's. */
function ownComment(declaration: ts.TypeAliasDeclaration): string {
  const { text } = declaration.getSourceFile();
  const last = ts.getLeadingCommentRanges(text, declaration.getFullStart())?.at(-1);
  if (last === undefined || /\n\s*\n/.test(text.slice(last.end, declaration.getStart()))) return "";
  return `${text.slice(last.pos, last.end)}\n`;
}

function typeWriter(checker: ts.TypeChecker, exported: Map<string, ts.Symbol>) {
  const declarations = new Map<string, string>();
  const named = new Map<ts.Type, string>();
  for (const name of unions) {
    const symbol = exported.get(name);
    if (symbol) named.set(checker.getDeclaredTypeOfSymbol(symbol), name);
  }

  /** Takes a type of shared/ over as it is written there, with all that it names. */
  function collect(name: string): void {
    const symbol = exported.get(name);
    const declaration = symbol?.declarations?.find(ts.isTypeAliasDeclaration);
    if (symbol === undefined || declaration === undefined) throw new Error(`shared/ exports no type "${name}".`);
    if (declarations.has(name)) return;
    const source = declaration.getSourceFile();
    const values = listedValues(declaration.type);
    declarations.set(
      name,
      `${ownComment(declaration)}export type ${name} = ${values ?? declaration.type.getText(source)};`,
    );
    if (values !== null) return;
    declaration.type.forEachChild(function visit(node): void {
      if (ts.isTypeReferenceNode(node) && exported.has(node.typeName.getText())) collect(node.typeName.getText());
      node.forEachChild(visit);
    });
    if (ts.isTypeReferenceNode(declaration.type)) {
      const called = declaration.type.typeName.getText();
      if (exported.has(called)) collect(called);
    }
  }

  /** `(typeof list)[number]` is written out, in the list's order: callers have no such list. */
  function listedValues(type: ts.TypeNode): string | null {
    if (!ts.isIndexedAccessTypeNode(type) || !ts.isParenthesizedTypeNode(type.objectType)) return null;
    const list = checker.getTypeFromTypeNode(type.objectType);
    return checker
      .getTypeArguments(list as ts.TypeReference)
      .map((value) => checker.typeToString(value))
      .join(" | ");
  }

  function nameOutput(type: ts.Type, at: string): string {
    if (checker.isArrayType(type)) {
      const [item] = checker.getTypeArguments(type as ts.TypeReference);
      if (item) return `${nameOutput(item, at)}[]`;
    }
    const name = type.aliasSymbol?.name;
    if (name === undefined) throw new Error(`The output of ${at} has no name in shared/.`);
    collect(name);
    return name;
  }

  function write(type: ts.Type, at: string): string {
    const name = named.get(type);
    if (name === undefined) return writeMembers(type, at);
    collect(name);
    return name;
  }

  function writeMembers(type: ts.Type, at: string): string {
    const { flags } = type;
    if (flags & ts.TypeFlags.Any) throw new Error(`${at} takes anything: its schema has no type.`);
    if (type.isUnion()) return writeUnion(type, at);
    if (!(flags & ts.TypeFlags.Object)) return checker.typeToString(type);
    if (checker.isArrayType(type)) {
      const [item] = checker.getTypeArguments(type as ts.TypeReference);
      const text = item ? write(item, at) : "unknown";
      return item?.isUnion() && !named.has(item) ? `(${text})[]` : `${text}[]`;
    }
    const isOptional = (property: ts.Symbol) => (property.flags & ts.SymbolFlags.Optional) !== 0;
    // What must be there comes first.
    const properties = type.getProperties().sort((a, b) => Number(isOptional(a)) - Number(isOptional(b)));
    const lines = properties.map((property) => {
      const doc = ts.displayPartsToString(property.getDocumentationComment(checker));
      const text = write(checker.getTypeOfSymbol(property), `${at}, ${property.name}`);
      return `${doc && `/** ${doc} */\n`}${property.name}${isOptional(property) ? "?" : ""}: ${text};`;
    });
    return lines.length === 0 ? "Record<string, never>" : `{\n${lines.join("\n")}\n}`;
  }

  function writeUnion(union: ts.UnionType, at: string): string {
    // `status?: UserStatus[] | undefined`: the name is of what is left without the undefined.
    const isOpen = union.types.some(({ flags }) => flags & ts.TypeFlags.Undefined);
    const rest = isOpen ? checker.getNonNullableType(union) : union;
    const hasNull = union.types.some(({ flags }) => flags & ts.TypeFlags.Null);
    if (isOpen && !hasNull) return `${write(rest, at)} | undefined`;
    const texts = union.types.map((type) => write(type, at));
    const isBoolean = texts.includes("true") && texts.includes("false");
    const members = isBoolean ? ["boolean", ...texts.filter((text) => text !== "true" && text !== "false")] : texts;
    const rank = (text: string) => ["null", "undefined"].indexOf(text);
    return members.sort((a, b) => rank(a) - rank(b)).join(" | ");
  }

  return { declarations, collect, nameOutput, write };
}
