import { expect, test } from "vitest";
import { entrance, samePage } from "./same-page.ts";

const administered = { id: "ACC-2", isAdministrator: true };
const joined = { id: "ACC-3", isAdministrator: false };

test.each([
  ["/a/ACC-1/users", "/a/ACC-2/users"],
  ["/a/ACC-1/users/USR-1", "/a/ACC-2/users"],
  ["/a/ACC-1/settings", "/a/ACC-2/settings"],
  ["/a/ACC-1/profile", "/a/ACC-2/profile"],
  ["/a/ACC-1", "/a/ACC-2/users"],
])("from %s an administrator of the other account comes to %s", (from, to) => {
  expect(samePage(from, administered)).toBe(to);
});

test("a member of the other account comes to what is theirs there, whatever the page", () => {
  expect(samePage("/a/ACC-1/users", joined)).toBe("/a/ACC-3/profile");
});

test("an account is entered at its users by administrators, at the own profile by everybody else", () => {
  expect(entrance(administered)).toBe("/a/ACC-2/users");
  expect(entrance(joined)).toBe("/a/ACC-3/profile");
});
