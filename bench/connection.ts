import { once } from "node:events";
import { createConnection } from "node:net";

export type Call = { method?: "GET" | "POST"; path: string; headers?: Record<string, string>; body?: unknown };
export type Answer = { status: number; headers: string; text: string };

/** One connection that is kept, one call at a time. Written out: any client there is would cost more than a bare Worker. */
export type Connection = { call(call: Call): Promise<Answer>; isOpen(): boolean; close(): void };

export async function connect(port: number): Promise<Connection> {
  const socket = createConnection({ host: "127.0.0.1", port, noDelay: true });
  await once(socket, "connect");
  let received = Buffer.alloc(0);
  let waiting: { resolve(answer: Answer): void; reject(error: Error): void } | null = null;
  socket.on("data", (chunk) => {
    received = received.length === 0 ? chunk : Buffer.concat([received, chunk]);
    const answer = readAnswer(received);
    if (answer === null) return;
    received = Buffer.alloc(0);
    waiting?.resolve(answer);
    waiting = null;
  });
  socket.on("error", (error) => waiting?.reject(error));
  socket.on("close", () => waiting?.reject(hungUp()));
  return {
    call: (call) =>
      new Promise((resolve, reject) => {
        if (socket.destroyed) return reject(hungUp());
        waiting = { resolve, reject };
        socket.write(requestText(call));
      }),
    isOpen: () => !socket.destroyed,
    close: () => socket.destroy(),
  };
}

function hungUp(): Error {
  return new Error("The runtime has hung up.");
}

function requestText({ method = "POST", path, headers = {}, body }: Call): string {
  const content = body === undefined ? "" : JSON.stringify(body);
  const lines = [`${method} ${path} HTTP/1.1`, "host: 127.0.0.1"];
  for (const [name, value] of Object.entries(headers)) lines.push(`${name}: ${value}`);
  if (method === "POST") lines.push("content-type: application/json", `content-length: ${Buffer.byteLength(content)}`);
  return `${lines.join("\r\n")}\r\n\r\n${content}`;
}

/** Null until all of it is there. */
function readAnswer(received: Buffer): Answer | null {
  const headEnd = received.indexOf("\r\n\r\n");
  if (headEnd < 0) return null;
  const headers = received.toString("latin1", 0, headEnd);
  const body = received.subarray(headEnd + 4);
  const length = /\r\ncontent-length: (\d+)/i.exec(headers)?.[1];
  const text = length === undefined ? readChunks(body) : readLength(body, Number(length));
  return text === null ? null : { status: Number(headers.slice(9, 12)), headers, text };
}

function readLength(body: Buffer, length: number): string | null {
  return body.length < length ? null : body.toString("utf8", 0, length);
}

function readChunks(body: Buffer): string | null {
  const chunks: Buffer[] = [];
  for (let at = 0; ; ) {
    const lineEnd = body.indexOf("\r\n", at);
    if (lineEnd < 0) return null;
    const size = Number.parseInt(body.toString("latin1", at, lineEnd), 16);
    const end = lineEnd + 2 + size;
    if (body.length < end + 2) return null;
    if (size === 0) return Buffer.concat(chunks).toString("utf8");
    chunks.push(body.subarray(lineEnd + 2, end));
    at = end + 2;
  }
}
