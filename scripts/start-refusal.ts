const name = "StartRefusal";

/** A reason not to start that a person can act on; its message is all they need to see. */
export function startRefusal(message: string): Error {
  const error = new Error(message);
  error.name = name;
  return error;
}

export function isStartRefusal(error: unknown): error is Error {
  return error instanceof Error && error.name === name;
}
