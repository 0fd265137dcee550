/** The Groups page. */
export const groupsTexts = {
  title: "Groups",
  caption: "Groups of this account",
  loading: "Loading groups",
  name: "Name",
  users: "Users",
  actions: "Actions",
  administratorsChip: "Default",
  administratorsReason: "Its users manage this account, so it cannot be renamed or removed.",
  userCount: (count: number, shown: string) => (count === 1 ? "1 user" : `${shown} users`),
  usersOf: (group: string, users: string) => `${users} in ${group}`,
  nobody: "No users",

  add: "Add",
  addTitle: "Add a group",
  addDescription: "Such as a team or a role. Users can be in several groups.",
  create: "Add group",
  created: (name: string) => `${name} was added`,

  rename: "Rename",
  renameLabel: (name: string) => `Rename ${name}`,
  renameTitle: (name: string) => `Rename ${name}`,
  save: "Save",
  renamed: (before: string, after: string) => `${before} is now called ${after}`,

  remove: "Remove",
  removeLabel: (name: string) => `Remove ${name}`,
  removeTitle: (name: string) => `Remove ${name}?`,
  removeEmpty: "Nobody is in this group.",
  removeUsed: (count: number, shown: string) =>
    count === 1
      ? "The 1 user in it must have another group, and stays in that one."
      : `The ${shown} users in it must each have another group, and stay in that one.`,
  showUsers: "Show the users of this group",
  removed: (name: string) => `${name} was removed`,

  onlyAdministratorsTitle: "No groups of your own yet",
  onlyAdministratorsText: "Add groups for teams or roles, and put users into them when you invite or edit them.",
  notAllowedTitle: "Only administrators see the groups",
} as const;
