import ban from "lucide-static/icons/ban.svg?raw";
import circleSlash from "lucide-static/icons/circle-slash.svg?raw";
import hourglass from "lucide-static/icons/hourglass.svg?raw";
import messageCircleQuestion from "lucide-static/icons/message-circle-question-mark.svg?raw";
import timerOff from "lucide-static/icons/timer-off.svg?raw";
import { Show } from "solid-js";
import { displayId } from "../../shared/ids.ts";
import type { UserRow } from "../../shared/outputs.ts";
import type { UserStatus } from "../../shared/status.ts";
import { useAccount } from "../api/account-context.ts";
import { gridTexts } from "../texts/grid.ts";
import { uiTexts } from "../texts/ui.ts";
import { deliveryText, statusWords, usersTexts } from "../texts/users.ts";
import { Avatar } from "../ui/avatar.tsx";
import { fullInstant, relativeTime } from "../ui/date-time.ts";
import { Icon } from "../ui/icon.tsx";
import { initials } from "../ui/initials.ts";
import { Instant } from "../ui/instant.tsx";
import { deliveryIcons } from "../user-actions/delivery-icons.ts";
import { expiringMs } from "../user-actions/expiring.ts";
import { personName } from "../user-actions/person-name.ts";
import { CopyId } from "./copy-id.tsx";
import styles from "./user-cells.module.css";

/** What a row shows, in the table and on a card alike. */

export function IdentityCell(props: { row: UserRow }) {
  const account = useAccount();
  return (
    <div class={styles.pair}>
      <Avatar text={initials(props.row.firstName, props.row.lastName)} />
      <div class={styles.lines}>
        <a class={styles.name} href={`/a/${account.id}/users/${props.row.id}`} data-clipped>
          <bdi>{personName(props.row)}</bdi>
        </a>
        <span class={`${styles.second} ${styles.clipped}`} data-clipped>
          {displayId(props.row.id)}
        </span>
        <CopyId row={props.row} />
      </div>
    </div>
  );
}

export function EmailCell(props: { row: UserRow }) {
  return (
    <div class={styles.lines}>
      <span class={styles.clipped} data-clipped>
        {props.row.email}
      </span>
      <Show when={hasOpenQuestion(props.row) && props.row.delivery}>
        {(delivery) => (
          <span class={`${styles.second} ${styles.note} ${styles[delivery().state] ?? ""}`}>
            <Icon svg={deliveryIcons[delivery().state]} />
            <span class={styles.clipped} data-clipped>
              {deliveryText(delivery())}
            </span>
          </span>
        )}
      </Show>
    </div>
  );
}

/** How the mail went matters as long as somebody may wait for it. */
function hasOpenQuestion({ status }: UserRow): boolean {
  return status === "invited" || status === "invitationExpired";
}

/** The status and since when, until somebody has joined; then when that was. */
export function JoinedCell(props: { row: UserRow }) {
  const closeDeadline = () => {
    const { status, expiresAt } = props.row;
    return status === "invited" && expiresAt !== null && expiresAt - Date.now() < expiringMs ? expiresAt : null;
  };
  return (
    <Show
      when={props.row.status === "active" && props.row.joinedAt}
      fallback={
        <div class={styles.lines}>
          <span>{statusWords[props.row.status]}</span>
          <Show
            when={closeDeadline()}
            fallback={
              <Show
                when={props.row.askedAgainAt}
                fallback={
                  <span class={`${styles.second} ${styles.marked}`}>
                    <StatusIcon row={props.row} />
                    <Show when={since(props.row)}>{(at) => <Instant at={at()} show="both" />}</Show>
                  </span>
                }
              >
                {(at) => <AskedAgain at={at()} />}
              </Show>
            }
          >
            {(deadline) => (
              <span class={`${styles.second} ${styles.marked} ${styles.soon}`} title={fullInstant(deadline())}>
                <Icon svg={hourglass} />
                {usersTexts.expires(relativeTime(deadline(), Date.now()))}
              </span>
            )}
          </Show>
        </div>
      }
    >
      {(joinedAt) => <DateOverTime at={joinedAt()} />}
    </Show>
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

/** Those that ask for something are told apart by more than their word. */
const statusIcons: Partial<Record<UserStatus, string>> = {
  invitationExpired: timerOff,
  invitationDeclined: circleSlash,
  blocked: ban,
};

export function StatusCell(props: { row: UserRow }) {
  return (
    <span class={styles.marked}>
      <StatusIcon row={props.row} />
      {statusWords[props.row.status]}
    </span>
  );
}

function StatusIcon(props: { row: UserRow }) {
  return <Show when={statusIcons[props.row.status]}>{(svg) => <Icon svg={svg()} class={styles.icon} />}</Show>;
}

function AskedAgain(props: { at: number }) {
  return (
    <span class={`${styles.second} ${styles.marked} ${styles.asked}`} title={fullInstant(props.at)}>
      <Icon svg={messageCircleQuestion} />
      <span class={styles.clipped} data-clipped>
        {gridTexts.askedAgainMark}
      </span>
    </span>
  );
}

export function InstantCell(props: { at: number | null }) {
  return (
    <Show when={props.at} fallback={<Nothing />}>
      {(at) => <DateOverTime at={at()} />}
    </Show>
  );
}

export function GroupsCell(props: { row: UserRow }) {
  const only = () => (props.row.groups.length === 1 ? props.row.groups[0] : undefined);
  const names = () => props.row.groups.map(({ name }) => name).join(", ");
  return (
    <Show when={props.row.groups.length > 0} fallback={<Nothing />}>
      <div class={styles.pair}>
        <Avatar text={only() ? initials(...signOf(names())) : usersTexts.groupsSign(props.row.groups.length)} />
        <Show
          when={only()}
          fallback={
            <div class={styles.lines}>
              <span>{usersTexts.moreGroups(props.row.groups.length)}</span>
              <span class={`${styles.second} ${styles.clipped}`} data-clipped>
                {names()}
              </span>
            </div>
          }
        >
          {(group) => (
            <span class={styles.group}>
              <bdi class={styles.clipped} data-clipped>
                {group().name}
              </bdi>
              <Show when={group().isAdministrators}>
                <span class={styles.chip}>{usersTexts.administratorsChip}</span>
              </Show>
            </span>
          )}
        </Show>
      </div>
    </Show>
  );
}

/** `German sub` is GS; one word is one letter. */
function signOf(name: string): [string, string] {
  const [first = "", second = ""] = name.split(/\s+/);
  return [first, second];
}

function DateOverTime(props: { at: number }) {
  return (
    <div class={styles.lines}>
      <Instant at={props.at} show="date" />
      <span class={styles.second}>
        <Instant at={props.at} show="time" />
      </span>
    </div>
  );
}

function Nothing() {
  return (
    <span>
      <span aria-hidden="true">{usersTexts.dash}</span>
      <span class="unseen">{uiTexts.none}</span>
    </span>
  );
}
