import ban from "lucide-static/icons/ban.svg?raw";
import circleSlash from "lucide-static/icons/circle-slash.svg?raw";
import hourglass from "lucide-static/icons/hourglass.svg?raw";
import messageCircleQuestion from "lucide-static/icons/message-circle-question-mark.svg?raw";
import timerOff from "lucide-static/icons/timer-off.svg?raw";
import type { JSX } from "solid-js";
import type { Delivery, GroupRef, UserRow } from "../../shared/outputs.ts";
import type { UserStatus } from "../../shared/status.ts";
import { gridTexts } from "../texts/grid.ts";
import { deliveryText, statusWords, usersTexts } from "../texts/users.ts";
import { Avatar } from "../ui/avatar.tsx";
import { fullInstant, relativeTime, shortDate, shortTime } from "../ui/date-time.ts";
import { Icon } from "../ui/icon.tsx";
import { initials } from "../ui/initials.ts";
import { Nothing } from "../ui/nothing.tsx";
import { deliveryIcons } from "../user-actions/delivery-icons.ts";
import { expiringMs } from "../user-actions/expiring.ts";
import styles from "./user-cells.module.css";

/**
 * What a row shows, in the table and on a card alike. Nothing in a cell is followed, it is made anew when its row is
 * another: with plain values, classes too, a hundred rows take half the time.
 */

const { pair, lines, clipped, second, marked, icon: iconPlace, group: groupLine, chip } = styles;
const below = `${second} ${marked}`;

export function emailCell(row: UserRow): JSX.Element {
  const { email, delivery } = row;
  const note = delivery && hasOpenQuestion(row) ? deliveryNote(delivery) : null;
  return (
    <div class={lines}>
      <span class={clipped} data-clipped>
        {email}
      </span>
      {note}
    </div>
  );
}

/** How the mail went matters as long as somebody may wait for it. */
function hasOpenQuestion({ status }: UserRow): boolean {
  return status === "invited" || status === "invitationExpired";
}

function deliveryNote(delivery: Delivery): JSX.Element {
  const look = `${second} ${styles.note} ${styles[delivery.state] ?? ""}`;
  const icon = deliveryIcons[delivery.state];
  const text = deliveryText(delivery);
  return (
    <span class={look}>
      <Icon svg={icon} />
      <span class={clipped} data-clipped>
        {text}
      </span>
    </span>
  );
}

/** The status and since when, until somebody has joined; then when that was. */
export function joinedCell(row: UserRow): JSX.Element {
  if (row.status === "active" && row.joinedAt) return dateOverTime(row.joinedAt);
  const word = statusWords[row.status];
  const more = belowStatus(row);
  return (
    <div class={lines}>
      <span>{word}</span>
      {more}
    </div>
  );
}

function belowStatus(row: UserRow): JSX.Element {
  const now = Date.now();
  if (row.status === "invited" && row.expiresAt !== null && row.expiresAt - now < expiringMs) {
    return soon(row.expiresAt, now);
  }
  if (row.askedAgainAt) return askedAgain(row.askedAgainAt);
  const icon = statusIcon(row.status);
  const at = since(row);
  const instant = at ? dateAndClock(at) : null;
  return (
    <span class={below}>
      {icon}
      {instant}
    </span>
  );
}

function soon(deadline: number, now: number): JSX.Element {
  const look = `${below} ${styles.soon}`;
  const exactly = fullInstant(deadline);
  const words = usersTexts.expires(relativeTime(deadline, now));
  return (
    <span class={look} title={exactly}>
      <Icon svg={hourglass} />
      {words}
    </span>
  );
}

function since(row: UserRow): number | null {
  switch (row.status) {
    case "invitationExpired":
      return row.expiresAt;
    case "removed":
      return row.removedAt;
    case "active":
    case "blocked":
      return row.joinedAt;
    case "invited":
    case "invitationDeclined":
      return row.sentAt;
  }
}

function askedAgain(at: number): JSX.Element {
  const look = `${below} ${styles.asked}`;
  const exactly = fullInstant(at);
  const words = gridTexts.askedAgainMark;
  return (
    <span class={look} title={exactly}>
      <Icon svg={messageCircleQuestion} />
      <span class={clipped} data-clipped>
        {words}
      </span>
    </span>
  );
}

/** Those that ask for something are told apart by more than their word. */
const statusIcons: Partial<Record<UserStatus, string>> = {
  invitationExpired: timerOff,
  invitationDeclined: circleSlash,
  blocked: ban,
};

export function statusCell({ status }: UserRow): JSX.Element {
  const icon = statusIcon(status);
  const word = statusWords[status];
  return (
    <span class={marked}>
      {icon}
      {word}
    </span>
  );
}

function statusIcon(status: UserStatus): JSX.Element {
  const svg = statusIcons[status];
  return svg ? <Icon svg={svg} class={iconPlace} /> : null;
}

export function groupsCell({ groups }: UserRow): JSX.Element {
  const [first, ...others] = groups;
  if (!first) return <Nothing />;
  const letters = others.length === 0 ? initials(...signOf(first.name)) : usersTexts.groupsSign(groups.length);
  const words = others.length === 0 ? oneGroup(first) : severalGroups(groups);
  return (
    <div class={pair}>
      <Avatar text={letters} />
      {words}
    </div>
  );
}

function oneGroup({ name, isAdministrators }: GroupRef): JSX.Element {
  const mark = isAdministrators ? usersTexts.administratorsChip : "";
  const markChip = mark ? <span class={chip}>{mark}</span> : null;
  return (
    <span class={groupLine}>
      <bdi class={clipped} data-clipped>
        {name}
      </bdi>
      {markChip}
    </span>
  );
}

function severalGroups(groups: readonly GroupRef[]): JSX.Element {
  const howMany = usersTexts.moreGroups(groups.length);
  const look = `${second} ${clipped}`;
  const names = groups.map(({ name }) => name).join(", ");
  return (
    <div class={lines}>
      <span>{howMany}</span>
      <span class={look} data-clipped>
        {names}
      </span>
    </div>
  );
}

/** `German sub` is GS; one word is one letter. */
function signOf(name: string): [string, string] {
  const [first = "", second = ""] = name.split(/\s+/);
  return [first, second];
}

export function instantCell(at: number | null): JSX.Element {
  return at ? dateOverTime(at) : <Nothing />;
}

function dateOverTime(at: number): JSX.Element {
  const iso = new Date(at).toISOString();
  const exactly = fullInstant(at);
  const date = shortDate(at);
  const clock = shortTime(at);
  return (
    <time class={lines} datetime={iso} title={exactly}>
      <span>{date}</span>
      <span class={second}>{clock}</span>
    </time>
  );
}

function dateAndClock(at: number): JSX.Element {
  const iso = new Date(at).toISOString();
  const exactly = fullInstant(at);
  const text = `${shortDate(at)} ${shortTime(at)}`;
  return (
    <time datetime={iso} title={exactly}>
      {text}
    </time>
  );
}
