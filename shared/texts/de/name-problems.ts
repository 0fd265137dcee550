import type { nameProblems as original } from "../en/name-problems.ts";
import type { Texts } from "../language.ts";

export const nameProblems: Texts<typeof original> = {
  nameTooLong: "Das ist zu lang. Höchstens 100 Zeichen sind möglich.",
  nameCharacters: "Hier stehen Zeichen, die ein Name nicht haben kann.",
  nameWithLink: "Ein Name kann keinen Link enthalten.",
};
