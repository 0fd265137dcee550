import { A } from "@solidjs/router";
import chevronLeft from "lucide-static/icons/chevron-left.svg?raw";
import ellipsis from "lucide-static/icons/ellipsis.svg?raw";
import { createSignal, Show } from "solid-js";
import type { UserRow } from "../../shared/outputs.ts";
import { useAccount } from "../api/account-context.ts";
import { userTexts } from "../texts/user.ts";
import { statusWords, usersTexts } from "../texts/users.ts";
import { Avatar } from "../ui/avatar.tsx";
import { Button } from "../ui/button.tsx";
import { Heading } from "../ui/heading.tsx";
import { Icon } from "../ui/icon.tsx";
import { initials } from "../ui/initials.ts";
import { Menu } from "../ui/menu.tsx";
import { personName } from "../user-actions/person-name.ts";
import { type MenuAction, rowMenu } from "../user-actions/row-menu.ts";
import styles from "./user-head.module.css";

type Choose = (action: MenuAction, row: UserRow, button: HTMLElement) => void;

type Note = (action: MenuAction, now: number) => string | undefined;

/** Whose page this is, the way back, and once the user is known what can be done with them. */
export function UserHead(props: {
  title: string;
  row?: UserRow | undefined;
  isBusy?: boolean;
  note?: Note;
  onChoose?: Choose;
}) {
  const account = useAccount();
  return (
    <div class={styles.head}>
      <A class={styles.back} href={`/a/${account.id}/users`} end>
        <Icon svg={chevronLeft} />
        {userTexts.toUsers}
      </A>
      <div class={styles.person}>
        <Show when={props.row}>
          {(row) => (
            <span class={styles.sign}>
              <Avatar text={initials(row().firstName, row().lastName)} />
            </span>
          )}
        </Show>
        <div class={styles.names}>
          <div dir="auto">
            <Heading title={props.title} />
          </div>
          <Show when={props.row}>
            {(row) => (
              <p class={styles.subtitle}>
                <span class={`${styles.status} ${styles[row().status] ?? ""}`}>{statusWords[row().status]}</span>
                <bdi>{row().email}</bdi>
              </p>
            )}
          </Show>
        </div>
        <Show when={props.row}>
          {(row) => (
            <Actions
              row={row()}
              isBusy={props.isBusy ?? false}
              note={props.note}
              onChoose={(action, button) => props.onChoose?.(action, row(), button)}
            />
          )}
        </Show>
      </div>
    </div>
  );
}

function Actions(props: {
  row: UserRow;
  isBusy: boolean;
  note: Note | undefined;
  onChoose: (action: MenuAction, button: HTMLElement) => void;
}) {
  const [anchor, setAnchor] = createSignal<HTMLElement | null>(null);
  const label = () => usersTexts.actionsFor(personName(props.row));
  return (
    <>
      <Button
        icon={ellipsis}
        aria-label={label()}
        aria-haspopup="menu"
        aria-expanded={anchor() !== null}
        isBusy={props.isBusy}
        onClick={(event) => setAnchor(anchor() ? null : event.currentTarget)}
        onKeyDown={(event) => {
          if (event.key !== "ArrowDown") return;
          event.preventDefault();
          event.currentTarget.click();
        }}
      >
        {userTexts.actions}
      </Button>
      <Show when={anchor()} keyed>
        {(button) => (
          <Menu
            label={label()}
            anchor={button}
            items={rowMenu(props.row, (action) => props.onChoose(action, button), props.note)}
            onClose={() => setAnchor(null)}
          />
        )}
      </Show>
    </>
  );
}
