import { expect, test } from "vitest";
import { type LiveMessage, liveClosed } from "../../shared/live.ts";
import { type LiveHost, openLive } from "./live-connection.ts";

type Listener = (event: { data?: string; code?: number }) => void;

/** A browser in which sockets do what the test says, and time passes when it says so. */
function fakeBrowser() {
  const sockets: {
    url: string;
    fire: (type: string, event?: { data?: string; code?: number }) => void;
    closed: boolean;
  }[] = [];
  const timers: { run: () => void; ms: number }[] = [];
  let hope = () => {};
  const host: LiveHost = {
    connect(url) {
      const listeners = new Map<string, Listener>();
      const socket = {
        url,
        closed: false,
        fire: (type: string, event = {}) => listeners.get(type)?.(event),
        addEventListener: (type: string, listener: Listener) => listeners.set(type, listener),
        close() {
          socket.closed = true;
        },
      };
      sockets.push(socket);
      return socket as unknown as WebSocket;
    },
    setTimer(run, ms) {
      const timer = { run, ms };
      timers.push(timer);
      return () => void timers.splice(timers.indexOf(timer), 1);
    },
    onHope(run) {
      hope = run;
      return () => {
        hope = () => {};
      };
    },
    random: () => 1,
  };
  return { host, sockets, timers, hope: () => hope() };
}

function listen(browser: ReturnType<typeof fakeBrowser>) {
  const messages: LiveMessage[] = [];
  const state = { ended: false, messages, stop: () => {} };
  const handlers = {
    message: (message: LiveMessage) => messages.push(message),
    ended: () => {
      state.ended = true;
    },
  };
  state.stop = openLive("ACC-1", handlers, browser.host);
  return state;
}

const message = (seq: number) => ({ data: JSON.stringify({ seq, type: "user.edited", userId: "USR-1" }) });

test("a page is told what changes, each change once", () => {
  const browser = fakeBrowser();
  const page = listen(browser);
  browser.sockets[0]?.fire("message", message(7));
  browser.sockets[0]?.fire("message", message(7));
  browser.sockets[0]?.fire("message", message(8));
  expect(page.messages.map(({ seq }) => seq)).toEqual([7, 8]);
});

test("after a broken connection it asks for what it missed, waiting longer each time", () => {
  const browser = fakeBrowser();
  listen(browser);
  browser.sockets[0]?.fire("message", message(7));
  for (const [at, ms] of [1_000, 2_000, 4_000].entries()) {
    browser.sockets[at]?.fire("close", { code: 1006 });
    expect(browser.timers.map((timer) => timer.ms)).toEqual([ms]);
    browser.timers[0]?.run();
  }
  expect(browser.sockets.at(-1)?.url).toBe("/live?account=ACC-1&after=7");
});

test("looked at again, it does not wait", () => {
  const browser = fakeBrowser();
  listen(browser);
  browser.hope();
  expect(browser.sockets).toHaveLength(1);
  browser.sockets[0]?.fire("close", { code: 1006 });
  browser.hope();
  expect(browser.sockets).toHaveLength(2);
  expect(browser.timers).toHaveLength(0);
});

test("it gives up when the right has ended, and when the page goes", () => {
  const browser = fakeBrowser();
  const page = listen(browser);
  browser.sockets[0]?.fire("close", { code: liveClosed.rightEnded });
  expect(page.ended).toBe(true);
  expect(browser.timers).toHaveLength(0);
  const other = listen(browser);
  other.stop();
  expect(browser.sockets[1]?.closed).toBe(true);
  browser.sockets[1]?.fire("close", { code: 1000 });
  expect(browser.timers).toHaveLength(0);
});
