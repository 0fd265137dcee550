/** Finding one user by typing, wherever a form asks for somebody. */
export const userPickerTexts = {
  nobody: "No user matches.",
  searching: "Searching",
  more: "Type more to narrow these down.",
} as const;
