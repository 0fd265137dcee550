import { afterAll, test, vi } from "vitest";
import { playHalf } from "./sequences.ts";

afterAll(() => vi.useRealTimers());

test("random sequences of odd seeds come to what the model says", () => playHalf("odd"), 3_600_000);
