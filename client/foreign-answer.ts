type Fetch = typeof globalThis.fetch;

/** What answered was not the API: something in front of it, or something else at that address. */
export class ForeignAnswer extends Error {
  override name = "ForeignAnswer";
  readonly response: Response;
  constructor(response: Response) {
    super(`The answer is not Usher's (HTTP ${response.status} from ${response.url || "the server"}).`);
    this.response = response;
  }
}

/** tRPC would tell of such an answer that its JSON cannot be read, and nothing else. */
export function refusingForeign(fetch: Fetch): Fetch {
  return async (input, init) => {
    const response = await fetch(input, init);
    if (response.headers.get("content-type")?.startsWith("application/json")) return response;
    await response.body?.cancel();
    throw new ForeignAnswer(response);
  };
}
