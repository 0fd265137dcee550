import { createEffect, createSignal, Match, on, Show, Switch } from "solid-js";
import { useAccount } from "../api/account-context.ts";
import { LeaveGuard } from "../shell/leave-guard.tsx";
import { PageFrame } from "../shell/page-frame.tsx";
import { addManyTexts } from "../texts/add-many.ts";
import { usersTexts } from "../texts/users.ts";
import { count, dateAndTime } from "../ui/date-time.ts";
import { LinkButton } from "../ui/link-button.tsx";
import styles from "./add-many.module.css";
import { createImport, type ImportState } from "./create-import.ts";
import { ListStep } from "./list-step.tsx";
import { ReviewStep } from "./review-step.tsx";
import { RunStep, Unfinished } from "./run-step.tsx";
import type { StoredImport } from "./stored-import.ts";

/** A list, what would happen with it, and the run; one after the other, and nothing is lost on the way back. */
export function AddManyPage() {
  const account = useAccount();
  const work = createImport();
  const [unfinished, setUnfinished] = createSignal<StoredImport | null>(null);
  createEffect(
    on(
      () => account.profile()?.userId,
      async (userId) => setUnfinished(userId === undefined ? null : await work.unfinished()),
    ),
  );
  /** Each step takes the place of the one whose button was pressed, and the focus with it. */
  let content: HTMLDivElement | undefined;
  createEffect(
    on(
      () => work.state().kind,
      () => {
        const title = content?.querySelector("h2");
        if (title) title.tabIndex = -1;
        title?.focus();
      },
      { defer: true },
    ),
  );
  const isTyped = () => ["list", "checking", "review"].includes(work.state().kind) && work.form.isDirty();
  const isAllowed = () => account.profile()?.isAdministrator !== false;

  return (
    <PageFrame
      title={addManyTexts.title}
      isFetching={work.state().kind === "checking"}
      error={isAllowed() ? null : work.groups.error}
      notAllowedTitle={usersTexts.notAllowedTitle}
      actions={<LinkButton href={`/a/${account.id}/users`}>{addManyTexts.back}</LinkButton>}
    >
      <LeaveGuard isDirty={isTyped()} />
      <Show when={work.state().kind === "list" && unfinished()}>
        {(stored) => (
          <Unfinished
            begunAt={dateAndTime(stored().begunAt)}
            done={stored().results.filter((result) => result !== null).length}
            total={stored().plan.filter(({ invite }) => invite).length}
            onGoOn={() => {
              const { begunAt, runId, plan, options, results } = stored();
              setUnfinished(null);
              void work.goOn({ begunAt, runId, plan, options, results });
            }}
            onDiscard={() => {
              setUnfinished(null);
              void work.discard();
            }}
          />
        )}
      </Show>
      <div class={styles.steps} ref={content}>
        <Switch>
          <Match when={work.state().kind === "list"}>
            <ListStep import={work} />
          </Match>
          <Match when={checking(work.state())}>
            {(state) => (
              <p class={styles.checking} role="status">
                {addManyTexts.checking(count(state().progress.done), count(state().progress.total))}
              </p>
            )}
          </Match>
          <Match when={review(work.state())}>{(state) => <ReviewStep import={work} listed={state()} />}</Match>
          <Match when={running(work.state())}>{(state) => <RunStep import={work} run={state()} />}</Match>
        </Switch>
      </div>
    </PageFrame>
  );
}

function checking(state: ImportState) {
  return state.kind === "checking" ? state : null;
}

function review(state: ImportState) {
  return state.kind === "review" ? state : null;
}

function running(state: ImportState) {
  return "begun" in state ? state : null;
}
