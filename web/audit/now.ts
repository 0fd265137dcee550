import { createSignal } from "solid-js";

const [now, setNow] = createSignal(Date.now());
setInterval(() => setNow(Date.now()), 60_000);

/** The present minute, for times told from now. */
export { now };
