import { useQueryClient } from "@tanstack/solid-query";
import { createSignal, onCleanup } from "solid-js";
import { exactTotalLimit } from "../../shared/limits.ts";
import type { InviteManyResult } from "../../shared/outputs.ts";
import { useAccount } from "../api/account-context.ts";
import { newIdempotencyKey } from "../api/client.ts";
import { createQuery } from "../api/create-query.ts";
import { failureSentence, formErrors } from "../api/refusal.ts";
import { addManyTexts } from "../texts/add-many.ts";
import { createForm } from "../ui/create-form.ts";
import { count } from "../ui/date-time.ts";
import { groupsQuery } from "../user-actions/groups-query.ts";
import { takeHandedList } from "../user-actions/handed-list.ts";
import { type InviteRow, missingGroups, type PlannedRow, planOf } from "./import-plan.ts";
import { type Progress, runPlan } from "./import-run.ts";
import { type ListedPerson, listOfText } from "./list-of-text.ts";
import { type BegunImport, importStore, type StoredImport } from "./stored-import.ts";

export type Listed = { plan: PlannedRow[]; progress: Progress };
export type ImportState =
  | { kind: "list" }
  | ({ kind: "checking" } & Listed)
  /** What would happen, by a run that changed nothing. */
  | ({ kind: "review" } & Listed)
  /** `failure` is why it broke off, when it did not stop by hand. */
  | ({ kind: "running" | "stopped" | "done"; begun: BegunImport; failure?: string } & Listed);

/** Most people in one list. */
export const maxListed = exactTotalLimit;

/** An import from the list to its end: what is shown, and what can be done next. */
export function createImport() {
  const account = useAccount();
  const queries = useQueryClient();
  const groups = createQuery(() => groupsQuery(account));
  const [state, setState] = createSignal<ImportState>({ kind: "list" });
  const [fileName, setFileName] = createSignal<string | null>(null);
  let run = 0;
  let lastRead: { text: string; people: ListedPerson[] } | null = null;

  /** Reading ten thousand lines takes a while, and whoever shows, checks or sends them asks for it. */
  function peopleIn(text: string): ListedPerson[] {
    if (lastRead?.text !== text) lastRead = { text, people: listOfText(text).people };
    return lastRead.people;
  }

  const form = createForm({
    initial: { text: "", groupIds: [] as string[], message: "", locale: "", renew: false, again: false },
    check: ({ text }) => {
      const problem = text.trim() === "" ? addManyTexts.emptyList : listProblem(peopleIn(text));
      return problem === null ? {} : { text: problem };
    },
    submit: () => check(),
    explain: formErrors,
  });

  const handed = takeHandedList();
  if (handed !== "") form.set("text", handed);

  const store = () => {
    const profile = account.profile();
    return profile && importStore(profile.userId);
  };

  /** Steps through a run until it ends, is stopped by hand, or the page goes. Answers whether it came to its end. */
  async function follow(steps: AsyncGenerator<Progress>, show: (progress: Progress) => Promise<void> | void) {
    const mine = ++run;
    for await (const progress of steps) {
      await show(progress);
      if (mine !== run) return false;
    }
    return mine === run;
  }

  async function check() {
    const { text, groupIds, ...options } = form.values();
    const plan = planOf(peopleIn(text), await queries.fetchQuery(groupsQuery(account)), groupIds);
    let progress: Progress = emptyProgress(plan);
    setState({ kind: "checking", plan, progress });
    try {
      const dry = runPlan(plan, (users) => ask(users, { ...options, dryRun: true }), { runId: null });
      const isWhole = await follow(dry, (next) => {
        progress = next;
        setState({ kind: "checking", plan, progress });
      });
      if (isWhole) setState({ kind: "review", plan, progress });
    } catch (error) {
      setState({ kind: "list" });
      throw error;
    }
  }

  async function ask(users: InviteRow[], { message, locale, ...options }: InviteOptions): Promise<InviteManyResult[]> {
    const given = { ...(message.trim() === "" ? {} : { message }), ...(locale === "" ? {} : { locale }) };
    return (await account.api.users.inviteMany.mutate({ users, ...options, ...given })).results;
  }

  async function begin() {
    const current = state();
    if (current.kind !== "review") return;
    const { text: _, groupIds: __, ...options } = form.values();
    const begun: BegunImport = { runId: newIdempotencyKey(), begunAt: Date.now(), plan: current.plan, options };
    // A browser that keeps nothing can still invite; only closing the page then ends the import.
    await store()
      ?.begin(begun)
      .catch(() => undefined);
    await goOn({ ...begun, results: [] });
  }

  async function goOn(stored: StoredImport) {
    const { results, ...begun } = stored;
    const { plan, options, runId } = begun;
    let progress = emptyProgress(plan, results);
    setState({ kind: "running", begun, plan, progress });
    try {
      const steps = runPlan(plan, (users, idempotencyKey) => ask(users, { ...options, idempotencyKey }), {
        runId,
        known: results,
      });
      const isWhole = await follow(steps, async (next) => {
        progress = next;
        await store()
          ?.note(next.results)
          .catch(() => undefined);
        setState((now) => (now.kind === "running" ? { ...now, progress } : now));
      });
      if (isWhole) {
        await store()
          ?.forget()
          .catch(() => undefined);
        setState({ kind: "done", begun, plan, progress });
      } else setState({ kind: "stopped", begun, plan, progress });
    } catch (error) {
      setState({ kind: "stopped", begun, plan, progress, failure: failureSentence(error) });
    }
    await queries.invalidateQueries({ predicate: ({ queryKey }) => String(queryKey[0]).startsWith("users.") });
  }

  async function createMissingGroups() {
    const current = state();
    if (current.kind !== "review") return;
    for (const name of missingGroups(current.plan)) await account.api.groups.create.mutate({ name });
    await queries.invalidateQueries({ queryKey: groupsQuery(account).queryKey });
    await form.send();
  }

  onCleanup(() => run++);

  return {
    state,
    form,
    groups,
    fileName,
    useFile(name: string, text: string) {
      setFileName(name);
      form.set("text", text);
    },
    forgetFile() {
      setFileName(null);
      form.set("text", "");
    },
    people: () => peopleIn(form.values().text),
    createMissingGroups,
    begin,
    goOn,
    /** The call that is under way still counts; nothing after it begins. */
    stop: () => void run++,
    change() {
      run++;
      setState({ kind: "list" });
    },
    another() {
      setFileName(null);
      form.restart({ ...form.values(), text: "" });
      setState({ kind: "list" });
    },
    unfinished: () =>
      store()
        ?.unfinished()
        .catch(() => null) ?? Promise.resolve(null),
    discard: () => store()?.forget(),
  };
}

export type Import = ReturnType<typeof createImport>;

type InviteOptions = BegunImport["options"] & { dryRun?: boolean; idempotencyKey?: string | undefined };

function emptyProgress(plan: readonly PlannedRow[], known: StoredImport["results"] = []): Progress {
  const results = plan.map((_row, at) => known[at] ?? null);
  const total = plan.filter(({ invite }) => invite).length;
  return { results, done: results.filter((result) => result !== null).length, total };
}

function listProblem(people: readonly ListedPerson[]): string | null {
  if (!people.some(({ email }) => email.includes("@"))) return addManyTexts.noAddresses;
  return people.length > maxListed ? addManyTexts.tooMany(count(maxListed), count(people.length)) : null;
}
