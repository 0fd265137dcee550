import { vi } from "vitest";
import { mailsTo } from "../../scripts/usher-for-test.ts";
import { patienceMs } from "./test-bed.ts";

export type Mailbox = {
  subjectsTo: (address: string) => Promise<string[]>;
  /** Waits for a one-time code that has not been taken before. */
  codeFor: (address: string) => Promise<string>;
  /** Waits for a link to the accept page that has not been taken before. */
  linkFor: (address: string) => Promise<string>;
};

export function createMailbox(origin: () => string): Mailbox {
  const taken = new Set<string>();

  /** The newest text of this kind in the mails to an address; it and its elders are taken then. */
  function take(address: string, wanted: RegExp): Promise<string> {
    return vi.waitFor(
      async () => {
        const mails = await mailsTo(origin(), address);
        const found = mails.flatMap(({ text, sendId, sentAt }) => {
          const [match] = wanted.exec(text) ?? [];
          return match === undefined ? [] : [{ match, key: `${sendId} ${sentAt} ${match}` }];
        });
        const newest = found[0];
        if (!newest || taken.has(newest.key)) throw new Error(`No new mail to ${address} has ${wanted}.`);
        for (const { key } of found) taken.add(key);
        return newest.match;
      },
      { timeout: patienceMs, interval: 50 },
    );
  }

  return {
    async subjectsTo(address) {
      return (await mailsTo(origin(), address)).map(({ subject }) => subject);
    },
    codeFor: (address) => take(address, /^\d{6}$/m),
    linkFor: (address) => take(address, /https?:\/\/\S+\/accept#\S+/),
  };
}
