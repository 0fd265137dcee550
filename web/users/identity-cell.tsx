import { createMemo } from "solid-js";
import { displayId } from "../../shared/ids.ts";
import type { UserRow } from "../../shared/outputs.ts";
import { useAccount } from "../api/account-context.ts";
import avatarStyles from "../ui/avatar.module.css";
import { initials } from "../ui/initials.ts";
import { personName } from "../user-actions/person-name.ts";
import styles from "./user-cells.module.css";

const { signed, name: nameLink, second, clipped } = styles;
const { avatar } = avatarStyles;
const idLook = `${second} ${clipped}`;

/** Who it is, in the table and on a card alike. Made anew only under another name: the focus may be in it. */
export function IdentityCell(props: { row: UserRow }) {
  const account = useAccount();
  const person = createMemo(() => props.row, undefined, { equals: isSamePerson });
  return <>{identity(person(), account.id)}</>;
}

function isSamePerson(before: UserRow, after: UserRow): boolean {
  return personName(before) === personName(after) && before.id === after.id;
}

function identity(row: UserRow, accountId: string) {
  const letters = initials(row.firstName, row.lastName);
  const href = `/a/${accountId}/users/${row.id}`;
  const name = personName(row);
  const { id } = row;
  const shownId = displayId(id);
  return (
    <div class={signed} data-identity={id}>
      <span class={avatar} aria-hidden="true">
        {letters}
      </span>
      <a class={nameLink} href={href} data-clipped>
        <bdi>{name}</bdi>
      </a>
      <span class={idLook} data-clipped>
        {shownId}
      </span>
    </div>
  );
}
