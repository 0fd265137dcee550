import type { InvitationLink } from "../../shared/outputs.ts";

/**
 * Puts a link that still has to be fetched on the clipboard. The clipboard is asked at once, while the click counts;
 * the text follows. Rejects with what fetching threw; a clipboard that refuses is no error.
 */
export async function copyLink(
  fetchLink: () => Promise<InvitationLink>,
): Promise<{ link: InvitationLink; isCopied: boolean }> {
  const link = fetchLink();
  const text = link.then(({ url }) => new Blob([url], { type: "text/plain" }));
  text.catch(() => undefined);
  try {
    await navigator.clipboard.write([new ClipboardItem({ "text/plain": text })]);
    return { link: await link, isCopied: true };
  } catch {
    return { link: await link, isCopied: false };
  }
}
