import type { Person } from "../db/people.ts";

type Name = readonly [firstName: string, lastName: string];

const firstNames =
  "Amélie Björn Chloé Dmitri Elif François Grażyna Håkon Ingrid João Katarína Léa Małgorzata Noël Özgür Piotr Quynh Renée Siân Tomáš Úrsula Václav Wanjiru Xiomara Yusuf Zoë Aarav Beatriz Carlos Dara Emeka Fatima George Hannah Isabel Jack Kemal Lena Marta Nikos".split(
    " ",
  );
const lastNames =
  "Ångström Bălan Çelik Đorđević Eriksson Fernández Gómez Hägglund İnan Jørgensen Kovács Łukasik Müller Nowák O'Connor Peña Quesada Rossi Šimić Tóth Ünal Vašek Walsh Xanthos Yılmaz Żak Abebe Baker Cohen Dubois Evans Fischer Garcia Haddad Ito Jansen Khan Lopez Mbeki Novak".split(
    " ",
  );

/** Names that lists and search boxes trip over: other scripts, right to left, one word, very long. */
const unusual: readonly Name[] = [
  ["美咲", "佐藤"],
  ["伟", "王"],
  ["지우", "김"],
  ["أحمد", "الحسيني"],
  ["נועה", "לוי"],
  ["Ольга", "Петрова"],
  ["Ελένη", "Παπαδοπούλου"],
  ["สมชาย", "ใจดี"],
  ["Sukarno", ""],
  ["Björk", ""],
  ["Li", "Ng"],
  ["Jean-Baptiste Emmanuel", "de la Rochefoucauld-Montbel d'Estissac"],
  ["Maria da Conceição Aparecida", "Vasconcelos Albuquerque Cavalcanti de Oliveira Figueiredo"],
  ["J.R.R.", "van der Meer III"],
];

/** Every sixteenth has an unusual name. The same index always gives the same person; no two share an address. */
export function personOf(index: number, domain: string): Person {
  const [firstName, lastName] = nameOf(index);
  const words = latin(`${firstName}.${lastName}`);
  return { email: `${words === "" ? "user" : words}.${index}@${domain}`, firstName, lastName };
}

function nameOf(index: number): Name {
  if (index % 16 === 5) return unusual[Math.floor(index / 16) % unusual.length] ?? ["Li", "Ng"];
  // Steps prime to the lengths, so that first and last names meet in every combination.
  const first = firstNames[(index * 7) % firstNames.length] ?? "";
  const last = lastNames[(index * 11 + Math.floor(index / lastNames.length)) % lastNames.length] ?? "";
  return [first, last];
}

/** What can stand in front of the @. */
function latin(name: string): string {
  return name
    .normalize("NFKD")
    .toLowerCase()
    .replaceAll(/[^a-z.]/g, "")
    .slice(0, 40)
    .replaceAll(/\.{2,}/g, ".")
    .replaceAll(/^\.|\.$/g, "");
}
