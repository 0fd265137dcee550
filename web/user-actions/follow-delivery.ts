import type { Delivery, UserRow } from "../../shared/outputs.ts";
import type { Api } from "../api/client.ts";

/** About half a minute in all; who wants to know later looks at the row. */
const waitsMs = [400, 800, 1_500, 2_500, 4_000, 6_000, 7_000, 8_000];

/**
 * Looks again and again until the mail has left or has failed for good.
 * @param onRow gets every fresh row, the last one included
 */
export async function followDelivery(
  api: Api,
  userId: string,
  onRow: (row: UserRow) => void,
  signal: AbortSignal,
): Promise<void> {
  for (const waitMs of waitsMs) {
    await new Promise((resolve) => setTimeout(resolve, waitMs));
    if (signal.aborted) return;
    const row = await api.users.get.query({ userId }, { signal }).catch(() => null);
    if (signal.aborted) return;
    if (row === null) continue;
    onRow(row);
    if (!isUnderWay(row.delivery)) return;
  }
}

function isUnderWay(delivery: Delivery | null): boolean {
  return delivery?.state === "queued" || delivery?.state === "retrying";
}
