type Fetch = typeof globalThis.fetch;

const header = "x-usher-bookmark";

/**
 * Where Usher answers from copies of its database, these lag a little. Each answer names the moment it is from, and the
 * next is never older: what was written is read.
 */
export function carryingBookmark(fetch: Fetch): Fetch {
  let newest = "";
  return async (input, init) => {
    const headers = new Headers(init?.headers);
    if (newest !== "") headers.set(header, newest);
    const response = await fetch(input, { ...init, headers });
    const bookmark = response.headers.get(header) ?? "";
    // Later ones sort after earlier ones.
    if (bookmark > newest) newest = bookmark;
    return response;
  };
}
