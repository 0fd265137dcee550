/** What whoever invited is told by mail; each can be switched off. */
export const notificationKinds = ["accepted", "declined", "expired"] as const;
export type NotificationKind = (typeof notificationKinds)[number];
