/**
 * As much of Node's sockets as the mail adapter uses. The runtime has them; the types of Node as a whole would bring
 * globals into the Worker that are not there.
 */
declare module "node:net" {
  export type Socket = {
    once(event: "error", listener: (error: Error) => void): Socket;
    once(event: "connect" | "secureConnect", listener: () => void): Socket;
    off(event: "error", listener: (error: Error) => void): Socket;
    destroy(): Socket;
  };
  export function connect(options: { host: string; port: number }): Socket;
}

declare module "node:tls" {
  import type { Socket } from "node:net";
  export function connect(options: { host: string; port: number; servername: string }): Socket;
}
