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
import avatarStyles from "../ui/avatar.module.css";
import { relativeTime, shortDate, shortTime } from "../ui/date-time.ts";
import { Icon } from "../ui/icon.tsx";
import { initials } from "../ui/initials.ts";
import { Nothing } from "../ui/nothing.tsx";
import { deliveryIcons } from "../user-actions/delivery-icons.ts";
import { expiringMs } from "../user-actions/expiring.ts";
import type { OptionalColumn } from "./columns.ts";
import styles from "./user-cells.module.css";

/**
 * What a row shows, in the table and on a card alike. A hundred rows are made while somebody waits: nothing in a cell
 * is followed, it is made anew when its row is another; values are plain, and elements as few as can be.
 */

const { signed, clipped, second, marked, icon: iconPlace, chip } = styles;
const { avatar } = avatarStyles;
const below = `${second} ${marked}`;
const clippedBelow = `${second} ${clipped}`;

/** What each column shows of a user. */
export const userCell = {
  email: emailCell,
  status: statusCell,
  sent: ({ sentAt }) => instantCell(sentAt),
  joined: joinedCell,
  lastSignIn: ({ lastSignInAt }) => instantCell(lastSignInAt),
  group: groupsCell,
} as const satisfies Record<OptionalColumn, (row: UserRow) => JSX.Element>;

function emailCell(row: UserRow): JSX.Element {
  const { email, delivery } = row;
  const address = (
    <span class={clipped} data-clipped>
      {email}
    </span>
  );
  return delivery && hasOpenQuestion(row) ? [address, deliveryNote(delivery)] : address;
}

/** How the mail went matters as long as somebody may wait for it. */
function hasOpenQuestion({ status }: UserRow): boolean {
  return status === "invited" || status === "invitationExpired";
}

function deliveryNote(delivery: Delivery): JSX.Element {
  return note(deliveryIcons[delivery.state], deliveryText(delivery), styles[delivery.state]);
}

/** The status and since when, until somebody has joined; then when that was. */
function joinedCell(row: UserRow): JSX.Element {
  if (row.status === "active" && row.joinedAt) return dateOverTime(row.joinedAt);
  const word = statusWords[row.status];
  return [<span>{word}</span>, belowStatus(row)];
}

function belowStatus(row: UserRow): JSX.Element {
  const now = Date.now();
  const { expiresAt, askedAgainAt } = row;
  if (row.status === "invited" && expiresAt !== null && expiresAt - now < expiringMs) {
    return timed(expiresAt, note(hourglass, usersTexts.expires(relativeTime(expiresAt, now)), styles.soon));
  }
  if (askedAgainAt) return timed(askedAgainAt, note(messageCircleQuestion, gridTexts.askedAgainMark, styles.asked));
  const at = since(row);
  return at && timed(at, note(statusIcons[row.status], `${shortDate(at)} ${shortTime(at)}`));
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

/** Those that ask for something are told apart by more than their word. */
const statusIcons: Partial<Record<UserStatus, string>> = {
  invitationExpired: timerOff,
  invitationDeclined: circleSlash,
  blocked: ban,
};

function statusCell({ status }: UserRow): JSX.Element {
  const icon = statusIcons[status] && <Icon svg={statusIcons[status]} class={iconPlace} />;
  const word = statusWords[status];
  return (
    <span class={marked}>
      {icon}
      {word}
    </span>
  );
}

function groupsCell({ groups }: UserRow): JSX.Element {
  const [first, ...others] = groups;
  if (!first) return <Nothing />;
  const letters = others.length === 0 ? initials(...signOf(first.name)) : usersTexts.groupsSign(groups.length);
  const words = others.length === 0 ? oneGroup(first) : severalGroups(groups);
  return (
    <div class={signed}>
      <span class={avatar} aria-hidden="true">
        {letters}
      </span>
      {words}
    </div>
  );
}

function oneGroup({ name, isAdministrators }: GroupRef): JSX.Element {
  const known = (
    <bdi class={clipped} data-clipped>
      {name}
    </bdi>
  );
  const mark = usersTexts.administratorsChip;
  return isAdministrators ? [known, <span class={chip}>{mark}</span>] : known;
}

function severalGroups(groups: readonly GroupRef[]): JSX.Element {
  const howMany = usersTexts.moreGroups(groups.length);
  const names = groups.map(({ name }) => name).join(", ");
  return [
    <span>{howMany}</span>,
    <span class={clippedBelow} data-clipped>
      {names}
    </span>,
  ];
}

/** `German sub` is GS; one word is one letter. */
function signOf(name: string): [string, string] {
  const [first = "", second = ""] = name.split(/\s+/);
  return [first, second];
}

function instantCell(at: number | null): JSX.Element {
  return at ? dateOverTime(at) : <Nothing />;
}

function dateOverTime(at: number): JSX.Element {
  const clock = shortTime(at);
  return timed(at, [shortDate(at), <span class={second}>{clock}</span>]);
}

/** Pointing at it shows all of the instant. */
function timed(at: number, words: JSX.Element): JSX.Element {
  const iso = new Date(at).toISOString();
  return <time datetime={iso}>{words}</time>;
}

function note(svg: string | undefined, text: string, look = ""): JSX.Element {
  const icon = svg && <Icon svg={svg} class={look ? "" : iconPlace} />;
  const looks = `${below} ${look}`;
  return (
    <span class={looks}>
      {icon}
      <span class={clipped} data-clipped>
        {text}
      </span>
    </span>
  );
}
