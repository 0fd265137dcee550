import { once } from "node:events";
import { createServer, type IncomingMessage } from "node:http";

/**
 * Stands before a server. `lost` is asked once the server has done what a request of this path wants, and has its answer
 * thrown away if it says so: what the caller cannot tell from a death between the two.
 */
export async function losingAnswers(origin: string, path: string, lost: (calls: number) => Promise<boolean>) {
  let calls = 0;
  const server = createServer((request, response) => {
    forward(origin, request)
      .then(async ({ status, body }) => {
        if (request.url?.startsWith(path) && (await lost(++calls))) response.destroy();
        else response.writeHead(status, { "content-type": "application/json" }).end(body);
      })
      .catch(() => response.destroy());
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  return {
    origin: `http://127.0.0.1:${port}`,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

async function forward(origin: string, request: IncomingMessage): Promise<{ status: number; body: string }> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  const { authorization = "", "content-type": type = "" } = request.headers;
  const answer = await fetch(`${origin}${request.url}`, {
    method: request.method ?? "POST",
    headers: { authorization, "content-type": type },
    body: Buffer.concat(chunks),
  });
  return { status: answer.status, body: await answer.text() };
}
