/** What is wrong with a name, also for the accept page, which has no room for the other sentences. */
export const nameProblems = {
  nameTooLong: "This is too long. Use at most 100 characters.",
  nameCharacters: "This has characters that a name cannot have.",
  nameWithLink: "A name cannot contain a link.",
} as const;
