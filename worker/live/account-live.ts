import { DurableObject } from "cloudflare:workers";
import { liveClosed, liveMessages } from "../../shared/live.ts";
import { noteWatched } from "../db/listeners.ts";
import { eventsPerRead, readLive } from "../db/live.ts";
import { findOpenSessions } from "../db/logins.ts";
import { openNewest } from "../db/replica.ts";
import type { Env } from "../env.ts";
import { logError } from "../log.ts";

/** What a socket carries through hibernation. `seq` is the last event its page has been told. */
export type WatcherState = { accountId: string; userId: string; sessionId: string; sessionEndsAt: number; seq: number };

/** In the request that serve-live.ts hands over, having checked who asks. */
export const watcherHeader = "x-usher-watcher";

/**
 * The open pages of one account. It keeps nothing but the sockets, which hibernate: a page that sits open wakes
 * nobody. Events and rights are read when something has changed, so neither can be told wrongly.
 */
export class AccountLive extends DurableObject<Env> {
  /** One after the other, so that no event is told twice, and that pages are open is known while one is. */
  #turn: Promise<void> = Promise.resolve();

  override async fetch(request: Request): Promise<Response> {
    const state: WatcherState = JSON.parse(request.headers.get(watcherHeader) ?? "");
    const [page, ours] = Object.values(new WebSocketPair());
    if (!page || !ours) throw new Error("No pair of sockets");
    this.ctx.acceptWebSocket(ours);
    ours.serializeAttachment(state);
    await this.#closeInTime();
    await this.#inTurn(() => noteWatched(this.env.DB, state.accountId, true));
    await this.changed();
    return new Response(null, { status: 101, webSocket: page });
  }

  /** Something was written, or somebody signed out: tells each page what it does not know, closes those who lost the right. */
  async changed(): Promise<void> {
    await this.#inTurn(() => this.#tell(Date.now())).catch((error: unknown) => logError("live not told", error));
  }

  #inTurn(work: () => Promise<void>): Promise<void> {
    const done = this.#turn.then(work);
    this.#turn = done.catch(() => {});
    return done;
  }

  /** A session ends by the clock. */
  override async alarm(): Promise<void> {
    await this.changed();
    await this.#closeInTime();
  }

  /** Pages only listen. */
  override webSocketMessage(socket: WebSocket): void {
    socket.close(liveClosed.protocol, "listen only");
  }

  async #tell(now: number): Promise<void> {
    const watching = this.ctx.getWebSockets().flatMap((socket) => {
      const state: WatcherState | null = socket.deserializeAttachment();
      return state && socket.readyState === WebSocket.OPEN ? [{ socket, state }] : [];
    });
    const [first] = watching;
    // The last page is gone. Whoever opens one now says so in the next turn.
    if (first === undefined) return this.#noteNobodyWatches();
    const after = Math.min(...watching.map(({ state }) => state.seq));
    const userIds = [...new Set(watching.map(({ state }) => state.userId))];
    const sessionIds = [...new Set(watching.map(({ state }) => state.sessionId))];
    const sessions = await findOpenSessions(this.env.DB, sessionIds, now);
    const newest = openNewest(this.env);
    const { events, administrators } = await readLive(newest ?? this.env.DB, first.state.accountId, after, userIds);
    const bookmark = newest?.getBookmark();
    const moment = bookmark ? { bookmark } : {};
    for (const { socket, state } of watching) {
      if (!administrators.has(state.userId) || !sessions.has(state.sessionId)) {
        socket.close(liveClosed.rightEnded, "right ended");
        continue;
      }
      const fresh = events.filter(({ seq }) => seq > state.seq);
      for (const message of liveMessages(fresh)) socket.send(JSON.stringify({ ...message, ...moment }));
      const seq = fresh.at(-1)?.seq;
      if (seq !== undefined) socket.serializeAttachment({ ...state, seq });
    }
    // Whoever was away for long is told the rest too.
    if (events.length === eventsPerRead) await this.#tell(now);
  }

  async #noteNobodyWatches(): Promise<void> {
    if (this.ctx.id.name !== undefined) await noteWatched(this.env.DB, this.ctx.id.name, false);
  }

  async #closeInTime(): Promise<void> {
    const ends = this.ctx.getWebSockets().flatMap((socket) => {
      const state: WatcherState | null = socket.deserializeAttachment();
      return state && socket.readyState === WebSocket.OPEN ? [state.sessionEndsAt] : [];
    });
    if (ends.length > 0) await this.ctx.storage.setAlarm(Math.min(...ends));
    else await this.ctx.storage.deleteAll();
  }
}
