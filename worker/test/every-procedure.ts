import type { inferRouterInputs } from "@trpc/server";
import type { Procedure } from "../../shared/permissions.ts";
import { type AppRouter, appRouter } from "../api/router.ts";

type Inputs = inferRouterInputs<AppRouter>;
export type InputOf<Path extends Procedure> = Path extends `${infer Router extends keyof Inputs}.${infer Name}`
  ? Name extends keyof Inputs[Router]
    ? Inputs[Router][Name]
    : never
  : never;

/** What a call can name. */
export type Things = {
  userId: string;
  groupId: string;
  tokenId: string;
  webhookId: string;
  eventId: string;
  email: string;
  externalId: string;
  code: string;
};

/** For every procedure, input that it takes: whatever is refused then, is refused to the caller. */
export const plausibleInputs: { [Path in Procedure]: (things: Things) => InputOf<Path> } = {
  "users.list": () => ({}),
  "users.get": ({ userId }) => ({ userId }),
  "users.counts": () => undefined,
  "users.invite": ({ groupId, email }) => newcomer(groupId, email),
  "users.inviteMany": ({ groupId, email }) => ({ users: [newcomer(groupId, email)] }),
  "users.edit": ({ userId, groupId }) => ({ userId, groupIds: [groupId] }),
  "users.correctAddress": ({ userId, email }) => ({ userId, email }),
  "users.remove": ({ userId }) => ({ userId }),
  "users.block": ({ userId }) => ({ userId }),
  "users.unblock": ({ userId }) => ({ userId }),
  "users.delete": ({ userId }) => ({ userId }),
  "users.resendMany": ({ userId }) => ({ userIds: [userId] }),
  "users.sendNewMany": ({ userId }) => ({ userIds: [userId] }),
  "users.editMany": ({ userId, groupId }) => ({ userIds: [userId], groupIds: [groupId] }),
  "users.removeMany": ({ userId }) => ({ userIds: [userId] }),
  "invitations.history": ({ userId }) => ({ userId }),
  "invitations.link": ({ userId }) => ({ userId }),
  "invitations.resend": ({ userId }) => ({ userId }),
  "invitations.sendNew": ({ userId }) => ({ userId }),
  "invitations.mine": () => undefined,
  "invitations.preview": ({ code }) => ({ code }),
  "invitations.accept": ({ code }) => ({ code, firstName: "Grace", lastName: "Hopper", termsAccepted: true }),
  "invitations.decline": ({ code }) => ({ code }),
  "invitations.askAgain": ({ code }) => ({ code }),
  "invitations.stopState": ({ code }) => ({ code }),
  "invitations.stop": ({ code }) => ({ code }),
  "invitations.allow": ({ code }) => ({ code }),
  "groups.list": () => undefined,
  "groups.create": ({ email }) => ({ name: `Friends of ${email.split("@")[0]}` }),
  "groups.rename": ({ groupId, email }) => ({ groupId, name: `Foes of ${email.split("@")[0]}` }),
  "groups.remove": ({ groupId }) => ({ groupId }),
  "tokens.list": () => undefined,
  "tokens.create": () => ({ name: "Sync", scope: "write" }),
  "tokens.disable": ({ tokenId }) => ({ tokenId }),
  "tokens.enable": ({ tokenId }) => ({ tokenId }),
  "tokens.remove": ({ tokenId }) => ({ tokenId }),
  "webhooks.list": () => undefined,
  "webhooks.create": () => ({ url: "https://receiver.example.com/usher" }),
  "webhooks.update": ({ webhookId }) => ({ webhookId, types: ["user.removed"] }),
  "webhooks.rotateSecret": ({ webhookId }) => ({ webhookId }),
  "webhooks.disable": ({ webhookId }) => ({ webhookId }),
  "webhooks.enable": ({ webhookId }) => ({ webhookId }),
  "webhooks.remove": ({ webhookId }) => ({ webhookId }),
  "webhooks.deliveries": ({ webhookId }) => ({ webhookId }),
  "webhooks.redeliver": ({ webhookId }) => ({ webhookId }),
  "webhooks.sendTest": ({ webhookId }) => ({ webhookId }),
  "events.list": () => ({}),
  "accounts.mine": () => undefined,
  "accounts.create": () => ({ name: "Another" }),
  "accounts.update": () => ({ timeZone: "Europe/Zurich" }),
  "accounts.leave": () => ({}),
  "profile.get": () => undefined,
  "profile.update": () => ({ lastName: "Lovelace" }),
};

export const procedures = Object.keys(plausibleInputs) as Procedure[];

function newcomer(groupId: string, email: string) {
  return { email, firstName: "Grace", lastName: "Hopper", groupIds: [groupId] };
}

/** Every procedure that can be called, and whether it writes: what the router itself says, its lazy parts loaded. */
export async function callableProcedures(): Promise<Record<string, "query" | "mutation">> {
  await Promise.all(Object.values(appRouter._def.lazy).map((part) => part.load()));
  const flat: object = appRouter._def.procedures;
  return Object.fromEntries(Object.entries(flat).map(([path, { _def }]) => [path, _def.type]));
}
