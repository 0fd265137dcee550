import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { text } from "node:stream/consumers";
import { Webhook } from "standardwebhooks";

export type ReceivedMessage = { id: string; body: string };

/**
 * A receiver as somebody else would write it: a server that takes only what the library of Standard Webhooks verifies,
 * and remembers it. `answer` may do something else than say yes.
 */
export async function startReceiver(answer: Answer = accept) {
  const received: ReceivedMessage[] = [];
  const refused: string[] = [];
  let webhook: Webhook | null = null;
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));
      try {
        webhook?.verify(body, headers);
        received.push({ id: headers["webhook-id"] ?? "", body });
        answer(response, request, received);
      } catch (error) {
        refused.push(String(error));
        response.writeHead(401).end();
      }
    });
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The receiver has no port.");
  return {
    url: `http://127.0.0.1:${address.port}/hook`,
    received,
    /** What was not verified. */
    refused,
    verifyWith(secret: string) {
      webhook = new Webhook(secret);
    },
    stop() {
      server.closeAllConnections();
      server.close();
    },
  };
}

type Answer = (response: ServerResponse, request: IncomingMessage, received: ReceivedMessage[]) => void;

function accept(response: ServerResponse): void {
  response.writeHead(204).end();
}
