import { type DefaultError, QueryObserver, type QueryObserverOptions, useQueryClient } from "@tanstack/solid-query";
import { createComputed, createMemo, createSignal, on, onCleanup } from "solid-js";

/**
 * A query as signals. Solid Query's own suspends what reads it even when the answer is known already, which takes an
 * open dialog out of the page for a moment, and the focus with it.
 */
export function createQuery<T>(options: () => QueryObserverOptions<T>) {
  const client = useQueryClient();
  const defaulted = createMemo(() => client.defaultQueryOptions<T, DefaultError, T, T, readonly unknown[]>(options()));
  const observer = new QueryObserver<T>(client, defaulted());
  const [result, setResult] = createSignal(observer.getOptimisticResult(defaulted()));

  onCleanup(observer.subscribe((next) => setResult(next)));
  createComputed(
    on(
      defaulted,
      (next) => {
        observer.setOptions(next);
        setResult(observer.getOptimisticResult(next));
      },
      { defer: true },
    ),
  );

  return {
    get data() {
      return result().data;
    },
    get error() {
      return result().error;
    },
    get isPending() {
      return result().isPending;
    },
    get isSuccess() {
      return result().isSuccess;
    },
    get isError() {
      return result().isError;
    },
    get isFetching() {
      return result().isFetching;
    },
    get isPlaceholderData() {
      return result().isPlaceholderData;
    },
    refetch: () => observer.refetch(),
  };
}

export type Query<T> = ReturnType<typeof createQuery<T>>;
