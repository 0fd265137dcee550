import type { Command } from "../../shared/command.ts";
import type { AttemptOutcome } from "../../shared/delivery.ts";

export const demoAdministrator = { email: "demo@usher.example", firstName: "Vera", lastName: "Lindqvist" };
export const demoGroups = ["Archive", "Instruments", "Night crew", "Visitors"];

/** Days of which an invitation lives seven, whatever its lifetime really is. */
export type Step = { daysAgo: number; command: Command; mail?: AttemptOutcome[] };
export type Character = {
  /** In front of the @. */
  address: string;
  firstName: string;
  lastName: string;
  inAdministrators?: boolean;
  groups: string[];
  story: Step[];
  lastSeenDaysAgo?: number;
};

const sent: AttemptOutcome = { kind: "sent" };
const refused: AttemptOutcome = { kind: "permanent", error: "addressRefused" };
const busy: AttemptOutcome = { kind: "temporary", error: "temporary" };

function invited(daysAgo: number, mail: AttemptOutcome[] = [sent]): Step {
  return { daysAgo, command: { kind: "invite", groupIds: [], sendMail: true }, mail };
}

function accepted(daysAgo: number): Step {
  return { daysAgo, command: { kind: "accept", proof: "session", invitedAddress: "", signedInAs: "" } };
}

function later(kind: "block" | "remove" | "decline" | "expire" | "askAgain" | "copyLink", daysAgo: number): Step {
  return { daysAgo, command: { kind } };
}

/** Somebody in every state, as after a busy month. */
export const demoCast: Character[] = [
  {
    address: "meilin.zhou",
    firstName: "Mei-Lin",
    lastName: "Zhou",
    inAdministrators: true,
    groups: ["Instruments"],
    story: [invited(31), accepted(30)],
    lastSeenDaysAgo: 0.2,
  },
  {
    address: "tomas.ferreira",
    firstName: "Tomás",
    lastName: "Ferreira",
    groups: ["Night crew", "Instruments"],
    story: [invited(28), accepted(27.4)],
    lastSeenDaysAgo: 1.1,
  },
  {
    address: "bjork",
    firstName: "Björk",
    lastName: "",
    groups: ["Archive"],
    story: [invited(16), accepted(12)],
    lastSeenDaysAgo: 9,
  },
  {
    address: "omar.haddad",
    firstName: "Omar",
    lastName: "Haddad",
    groups: ["Night crew"],
    story: [invited(0.9), later("copyLink", 0.4)],
  },
  {
    address: "ingrid.sorensen",
    firstName: "Ingrid",
    lastName: "Sørensen",
    groups: ["Visitors"],
    story: [invited(6.6)],
  },
  {
    address: "kwame.boateng",
    firstName: "Kwame",
    lastName: "Boateng",
    groups: ["Instruments"],
    story: [invited(0.01, [busy, busy, busy, busy])],
  },
  {
    address: "petra.novakova",
    firstName: "Petra",
    lastName: "Nováková",
    groups: ["Archive", "Visitors"],
    story: [invited(2.2, [refused])],
  },
  {
    address: "luca.bianchi",
    firstName: "Luca",
    lastName: "Bianchi",
    groups: ["Visitors"],
    story: [invited(9.5), later("expire", 2.5)],
  },
  {
    address: "aiko.tanaka",
    firstName: "愛子",
    lastName: "田中",
    groups: ["Archive"],
    story: [invited(12), later("expire", 5), later("askAgain", 1.5)],
  },
  {
    address: "noor.devries",
    firstName: "Noor",
    lastName: "de Vries",
    groups: ["Night crew"],
    story: [invited(4), later("decline", 3.2)],
  },
  {
    address: "samuel.okafor",
    firstName: "Samuel",
    lastName: "Okafor",
    groups: ["Instruments"],
    story: [invited(25), accepted(24), later("block", 6)],
    lastSeenDaysAgo: 8,
  },
  {
    address: "helene.marchand",
    firstName: "Hélène",
    lastName: "Marchand",
    groups: ["Archive"],
    story: [invited(22), accepted(21), later("remove", 3)],
    lastSeenDaysAgo: 5,
  },
];
