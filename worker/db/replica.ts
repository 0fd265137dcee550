import type { Env } from "../env.ts";

type ReplicaEnv = Pick<Env, "DB" | "READ_REPLICAS">;

/** Whether reads may go to copies of the database near the reader, which is the operator's choice. */
export function hasReplicas({ READ_REPLICAS }: ReplicaEnv): boolean {
  return READ_REPLICAS === "on";
}

/** The newest there is, and how new that was; null where there are no copies, and nobody asks for less. */
export function openNewest(env: ReplicaEnv): D1DatabaseSession | null {
  return hasReplicas(env) ? env.DB.withSession("first-primary") : null;
}
