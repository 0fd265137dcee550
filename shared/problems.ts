import { type FieldProblem, type InputProblem, inputProblems } from "./refusal.ts";
import { problemSentences } from "./texts/en/refusals.ts";

/** What this needs of a valibot issue. Only valibot's own texts reach `message` unnamed: a wrong type, or a wrong key. */
type Issue = {
  message: string;
  type?: string;
  expected?: string | null;
  path?: readonly { key: unknown }[] | undefined;
};

/** Bad input by field, each field once with what is wrong first; the input as a whole is the field `""`. */
export function fieldProblems(issues: readonly Issue[]): FieldProblem[] {
  const byField = new Map<string, FieldProblem>();
  for (const issue of issues) {
    const field = (issue.path ?? []).map(({ key }) => String(key)).join(".");
    const problem = problemOf(issue);
    if (!byField.has(field)) byField.set(field, { field, problem, message: problemSentences[problem] });
  }
  return [...byField.values()];
}

function problemOf({ message, type, expected }: Issue): InputProblem {
  if (isInputProblem(message)) return message;
  // A strict object names the key it misses in quotes, and expects "never" of one that it does not know.
  if (type !== "strict_object" || !expected) return "invalid";
  if (expected === "never") return "unknownKey";
  return expected.startsWith('"') ? "required" : "invalid";
}

function isInputProblem(message: string): message is InputProblem {
  return (inputProblems as readonly string[]).includes(message);
}
