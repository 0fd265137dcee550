import { createSignal, type ParentProps, Show } from "solid-js";
import { painted } from "./painted.ts";

/** Comes a frame later than what is around it, which is seen the sooner. */
export function Later(props: ParentProps) {
  const [isPainted, setPainted] = createSignal(false);
  void painted().then(() => setPainted(true));
  return <Show when={isPainted()}>{props.children}</Show>;
}
