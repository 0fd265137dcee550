import * as inputs from "../../shared/inputs.ts";
import type { EventList } from "../../shared/outputs.ts";
import { eventListOf, eventsStatement } from "../db/events.ts";
import { read } from "./ask.ts";
import { InputError } from "./refusal-error.ts";
import { procedure, router } from "./trpc.ts";

export const eventsRouter = router({
  /** The audit trail, newest first; with `after`, oldest first from there. */
  list: procedure("events.list")
    .input(inputs.eventsList)
    .query(async ({ ctx, input }): Promise<EventList> => {
      if (input.cursor !== undefined && !/^\d{1,15}$/.test(input.cursor))
        throw new InputError("cursor", "cursorInvalid");
      const { results } = await read(ctx, (accountId) => [eventsStatement(ctx.db, accountId, input)]);
      return eventListOf(results[0], input.pageSize);
    }),
});
