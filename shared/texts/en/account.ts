/** Words that a new account begins with; its administrators may change the second. */
export const accountTexts = {
  groups: { administrators: "Administrators", users: "Users" },
} as const;
