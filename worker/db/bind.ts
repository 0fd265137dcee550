export type Value = string | number | null;

/** Adds a parameter to a statement and answers the placeholder that stands for it. */
export type Bind = (value: Value) => string;

/** The same value is one parameter, since D1 takes a hundred. */
export function bindTo(params: Value[]): Bind {
  return (value) => {
    const at = params.indexOf(value);
    return `?${at < 0 ? params.push(value) : at + 1}`;
  };
}
