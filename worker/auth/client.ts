/**
 * Where a request comes from, as the network before us says: empty in local mode, where nothing stands before us. Of
 * IPv6 the first 48 bits, which is as much as anybody is given: within it, a client has as many addresses as it likes.
 */
export function clientOf(request: Request): string {
  const address = request.headers.get("cf-connecting-ip") ?? "";
  // What the local runtime says of the machine itself.
  if (address === "127.0.0.1" || address === "::1") return "";
  if (!address.includes(":")) return address;
  const [head = "", tail] = address.split("::");
  const groups = head.split(":").filter((group) => group !== "");
  const full = tail === undefined ? groups : [...groups, "0", "0", "0"];
  return `${full
    .slice(0, 3)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(":")}::/48`;
}
