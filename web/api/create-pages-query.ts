import {
  type DefaultError,
  type InfiniteData,
  InfiniteQueryObserver,
  type InfiniteQueryObserverOptions,
  useQueryClient,
} from "@tanstack/solid-query";
import { createComputed, createMemo, createSignal, on, onCleanup } from "solid-js";

type Page = { nextCursor: string | null };
type Options<T extends Page> = InfiniteQueryObserverOptions<
  T,
  DefaultError,
  InfiniteData<T, string | null>,
  readonly unknown[],
  string | null
>;

/** A list that is read on by cursor, as signals: `createQuery` for several pages. */
export function createPagesQuery<T extends Page>(
  options: () => Omit<Options<T>, "getNextPageParam" | "initialPageParam"> & { from: string | null },
) {
  const client = useQueryClient();
  const complete = createMemo((): Options<T> => {
    const { from, ...rest } = options();
    return { ...rest, initialPageParam: from, getNextPageParam: ({ nextCursor }) => nextCursor } as Options<T>;
  });
  const observer = new InfiniteQueryObserver(client, complete());
  const [result, setResult] = createSignal(observer.getCurrentResult());

  onCleanup(observer.subscribe((next) => setResult(() => next)));
  createComputed(
    on(
      complete,
      (next) => {
        observer.setOptions(next);
        setResult(() => observer.getCurrentResult());
      },
      { defer: true },
    ),
  );

  return {
    pages: () => result().data?.pages,
    error: () => result().error,
    isPending: () => result().isPending,
    isError: () => result().isError,
    isFetching: () => result().isFetching,
    isPlaceholder: () => result().isPlaceholderData,
    hasMore: () => result().hasNextPage,
    isReadingOn: () => result().isFetchingNextPage,
    readOn: () => observer.fetchNextPage(),
    refetch: () => observer.refetch(),
  };
}
