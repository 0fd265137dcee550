import type { Answer, Call, Connection } from "../connection.ts";
import type { Runtime } from "../runtime.ts";

export type OperationName =
  | "route"
  | "query"
  | "invite"
  | "inviteQuietly"
  | "preview"
  | "accept"
  | "list100"
  | "list100000"
  | "resend";

/** Does an operation for the person of that index; throws if the answer is not the right one. */
export type Doing = (connection: Connection, index: number) => Promise<void>;

/** Something that invites people, running. Whoever is resent to was invited quietly, all others by `invite`. */
export type System = {
  name: string;
  runtime: Runtime;
  operations: Partial<Record<OperationName, Doing>>;
  /** Work goes on once it has answered, such as a mail. */
  hasFollowUps: boolean;
  /** Before an operation is measured for the first time. */
  prepare(operation: OperationName): Promise<void>;
};

/** Opens systems in a folder of their own. `people` may be invited, each once in each way. */
export type OpenSystems = (folder: string, people: number, startedBy?: string) => Promise<System[]>;

/** The answer's JSON, if it is the expected answer. */
export async function callJson<Body>(connection: Connection, call: Call, expected = 200): Promise<Body> {
  const { status, text } = await connection.call(call);
  if (status !== expected) throw wrongAnswer(call, { status, text });
  return JSON.parse(text);
}

export function wrongAnswer({ path }: Call, { status, text }: Pick<Answer, "status" | "text">): Error {
  return new Error(`${path.split("?")[0]} answered ${status} ${text.slice(0, 300)}`);
}
