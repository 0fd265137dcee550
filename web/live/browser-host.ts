import type { LiveHost } from "./live-connection.ts";

export const browserHost: LiveHost = {
  connect: (url) => new WebSocket(url),
  setTimer(run, ms) {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
  onHope(run) {
    const whenVisible = () => {
      if (document.visibilityState === "visible") run();
    };
    window.addEventListener("online", run);
    document.addEventListener("visibilitychange", whenVisible);
    return () => {
      window.removeEventListener("online", run);
      document.removeEventListener("visibilitychange", whenVisible);
    };
  },
  random: Math.random,
};
