/**
 * One line for us. Whatever looks like an address, a token or a code is struck out: messages of libraries may quote
 * what they were given.
 */
export function logError(what: string, error: unknown, ids: Record<string, string> = {}): void {
  // What wraps an error of the database may quote the statement with all that was bound to it.
  const root = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  const message = root instanceof Error ? `${root.name}: ${root.message}` : String(root);
  console.error(JSON.stringify({ level: "error", what, ...ids, message: redact(message).slice(0, 500) }));
}

export function logInfo(what: string, facts: Record<string, string | number>): void {
  console.log(JSON.stringify({ level: "info", what, ...facts }));
}

export function redact(text: string): string {
  return text.replace(/[^\s"'<>@]+@[^\s"'<>@]+/g, "[address]").replace(/[A-Za-z0-9_-]{32,}/g, "[secret]");
}
