import { useLocation, useNavigate } from "@solidjs/router";
import { createEffect, createSignal, Match, Show, Switch } from "solid-js";
import type { StopState } from "../../shared/outputs.ts";
import { createApi } from "../api/client.ts";
import { failureOf, failureSentence } from "../api/refusal.ts";
import { FrontButton } from "../front/front-button.tsx";
import { stopTexts } from "../texts/stop.ts";
import { Alert } from "../ui/form.tsx";
import { Heading } from "../ui/heading.tsx";
import { PlainPage } from "../ui/plain-page.tsx";
import styles from "./stop-page.module.css";

/** Opening it only reads; the rest waits for a click or key that a person made. */
export function StopPage() {
  const api = createApi(null).invitations;
  const location = useLocation<{ code?: string }>();
  const navigate = useNavigate();
  const [known, setKnown] = createSignal<StopState | null>(null);
  const [problem, setProblem] = createSignal<unknown>(null);
  const [isBusy, setBusy] = createSignal(false);
  const code = () => location.state?.code ?? "";

  async function ask(call: () => Promise<StopState>): Promise<void> {
    setBusy(true);
    setProblem(null);
    try {
      setKnown(await call());
    } catch (error) {
      setProblem(error);
    } finally {
      setBusy(false);
    }
  }
  const open = () => ask(() => api.stopState.query({ code: code() }));

  createEffect(() => {
    const inUrl = location.hash.slice(1);
    // Out of the address bar, where it would be copied along and kept; a page loaded anew still knows it.
    if (inUrl !== "") return navigate("/stop", { replace: true, state: { code: inUrl }, scroll: false });
    setKnown(null);
    void open();
  });

  return (
    <PlainPage>
      <Switch fallback={<Heading title={stopTexts.reading} />}>
        <Match when={known()?.isStopped === false && known()}>
          {(state) => (
            <>
              <Heading title={stopTexts.title(state().accountName)} />
              <p>{stopTexts.lead(state().accountName)}</p>
              <ul class={styles.effects}>
                <li>{stopTexts.effects.declined}</li>
                <li>{stopTexts.effects.stopped(state().accountName)}</li>
                <li>{stopTexts.effects.seen}</li>
                <li>{stopTexts.effects.others}</li>
              </ul>
              <Problem error={problem()} />
              <FrontButton
                tone="danger"
                isBusy={isBusy()}
                onPress={() => void ask(() => api.stop.mutate({ code: code() }))}
              >
                {stopTexts.stop}
              </FrontButton>
              <Help support={state().support} />
            </>
          )}
        </Match>
        <Match when={known()}>
          {(state) => (
            <>
              <Heading title={stopTexts.stoppedTitle} />
              <p>{stopTexts.stopped(state().accountName)}</p>
              <p>{stopTexts.undo}</p>
              <Problem error={problem()} />
              <FrontButton isBusy={isBusy()} onPress={() => void ask(() => api.allow.mutate({ code: code() }))}>
                {stopTexts.allow}
              </FrontButton>
              <Help support={state().support} />
            </>
          )}
        </Match>
        <Match when={problem() !== null && isDead(problem())}>
          <Heading title={stopTexts.deadTitle} />
          <p>{stopTexts.dead}</p>
        </Match>
        <Match when={problem() !== null}>
          <Heading title={stopTexts.failedTitle} />
          <Problem error={problem()} />
          <FrontButton tone="primary" isBusy={isBusy()} onPress={() => void open()}>
            {stopTexts.tryAgain}
          </FrontButton>
        </Match>
      </Switch>
    </PlainPage>
  );
}

/** What is too long or empty is bad input to the API; here it is a link that was never valid. */
function isDead(error: unknown): boolean {
  const failure = failureOf(error);
  return failure.kind === "input" || (failure.kind === "refused" && failure.refusal.reason === "linkInvalid");
}

function Problem(props: { error: unknown }) {
  return (
    <Show when={props.error}>
      <Alert>
        <p>{failureSentence(props.error)}</p>
      </Alert>
    </Show>
  );
}

function Help(props: { support: string | null }) {
  return <Show when={props.support}>{(support) => <p class={styles.help}>{stopTexts.help(support())}</p>}</Show>;
}
