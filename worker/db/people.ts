import { nameSortKey, searchTerms } from "../../shared/sort-key.ts";

/** Names and address as they stand after a change. */
export type Person = { email: string; firstName: string; lastName: string };

/** With what follows from them and so changes with them. */
export function personColumns(person: Person) {
  const { email, firstName, lastName } = person;
  const terms = JSON.stringify(searchTerms(person));
  return { email, firstName, lastName, nameKey: nameSortKey(firstName, lastName), terms };
}
