import type { UserRow } from "../../shared/outputs.ts";
import { isPending } from "../../shared/status.ts";
import { statusWords, usersTexts } from "../texts/users.ts";
import { relativeTime } from "../ui/date-time.ts";
import { personName } from "./person-name.ts";

/** What has become of a user while somebody looked at the row as it was. */
export function presentState(fresh: UserRow, before: UserRow): string {
  const name = personName(fresh);
  return isPending(before.status) && fresh.status === "active" && fresh.joinedAt !== null
    ? usersTexts.joinedMeanwhile(name, relativeTime(fresh.joinedAt, Date.now()))
    : usersTexts.changed(name, statusWords[fresh.status]);
}
