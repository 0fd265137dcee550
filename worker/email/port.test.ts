import { env } from "cloudflare:workers";
import { afterEach, describe, expect, it, vi } from "vitest";
import type { AttemptOutcome } from "../../shared/delivery.ts";
import type { Env } from "../env.ts";
import { listMails } from "./mailbox.ts";
import { bounded, type Mail, mailPortOf } from "./port.ts";

const mail: Mail = { to: "reto@example.com", subject: "Hello", text: "Text", html: "<p>Html</p>" };
const mailbox = (env as unknown as { MAILBOX: D1Database }).MAILBOX;

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

describe("a bounded port", () => {
  it("answers temporary after ten seconds, whatever the provider does later", async () => {
    vi.useFakeTimers();
    const log = vi.spyOn(console, "log").mockImplementation(() => {});
    const answer = bounded({ send: () => new Promise(() => {}) }).send(mail, "SND-1");
    await vi.advanceTimersByTimeAsync(9_999);
    expect(log).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(1);
    expect(await answer).toEqual({ kind: "temporary", error: "temporary" });
  });

  it("leaves no timer behind when the provider answers", async () => {
    vi.useFakeTimers();
    expect(await bounded({ send: async () => ({ kind: "sent" }) }).send(mail, "SND-1")).toEqual({ kind: "sent" });
    expect(vi.getTimerCount()).toBe(0);
  });

  it("tells the adapter when nobody waits any more, and not before", async () => {
    vi.useFakeTimers();
    vi.spyOn(console, "log").mockImplementation(() => {});
    const signals: (AbortSignal | undefined)[] = [];
    const send = (_: Mail, __: string, signal?: AbortSignal) => {
      signals.push(signal);
      return new Promise<AttemptOutcome>(() => {});
    };
    const answer = bounded({ send }).send(mail, "SND-1");
    await vi.advanceTimersByTimeAsync(9_999);
    expect(signals.map((signal) => signal?.aborted)).toEqual([false]);
    await vi.advanceTimersByTimeAsync(1);
    await answer;
    expect(signals.map((signal) => signal?.aborted)).toEqual([true]);
  });

  it("turns an exception into a temporary failure, and logs nothing that names the recipient", async () => {
    const error = vi.spyOn(console, "error").mockImplementation(() => {});
    const send = async (): Promise<AttemptOutcome> => {
      throw new Error("cannot reach reto@example.com");
    };
    expect(await bounded({ send }).send(mail, "SND-1")).toEqual({ kind: "temporary", error: "temporary" });
    expect(JSON.stringify(error.mock.calls)).not.toContain("example.com");
  });
});

describe("the port of an environment", () => {
  it("is the local mailbox where there is one", async () => {
    const outcome = await mailPortOf({ MAILBOX: mailbox, MAIL_FROM: "usher@example.com" }).send(mail, "SND-1");
    expect(outcome).toEqual({ kind: "sent" });
    expect(await listMails(mailbox, { to: mail.to })).toMatchObject([{ ...mail, sendId: "SND-1" }]);
  });

  it("is the provider elsewhere", async () => {
    vi.spyOn(console, "log").mockImplementation(() => {});
    const send = vi.fn(async () => ({ messageId: "1" }));
    const production: Pick<Env, "EMAIL" | "MAIL_FROM"> = { EMAIL: { send }, MAIL_FROM: "usher@example.com" };
    expect(await mailPortOf(production).send(mail, "SND-1")).toMatchObject({ kind: "sent" });
    expect(send).toHaveBeenCalledOnce();
  });

  it("is refused where there is neither", () => {
    expect(() => mailPortOf({ MAIL_FROM: "usher@example.com" })).toThrow("Neither EMAIL nor MAILBOX");
  });
});
