import { afterAll, test, vi } from "vitest";
import { playHalf } from "./sequences.ts";

afterAll(() => vi.useRealTimers());

test("random sequences of even seeds come to what the model says", () => playHalf("even"), 3_600_000);
