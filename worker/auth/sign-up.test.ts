import { expect, test } from "vitest";
import { isSignUpOpen } from "./sign-up.ts";

test("sign-up is open only when that is said, however no is spelt", () => {
  for (const yes of ["true", "1", "TRUE", "yes", "on "]) expect(isSignUpOpen({ OPEN_SIGN_UP: yes })).toBe(true);
  for (const no of ["", "0", "false", "False", "no", "off", "disabled"]) {
    expect(isSignUpOpen({ OPEN_SIGN_UP: no })).toBe(false);
  }
  expect(isSignUpOpen({})).toBe(false);
});
