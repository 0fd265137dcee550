import { expect, test } from "vitest";
import { deviceOf, readDevice } from "./device.ts";

const webKit = "AppleWebKit/537.36 (KHTML, like Gecko)";

test.each([
  ["Firefox", "Windows", "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:145.0) Gecko/20100101 Firefox/145.0"],
  ["Chrome", "Linux", `Mozilla/5.0 (X11; Linux x86_64) ${webKit} HeadlessChrome/142.0.0.0 Safari/537.36`],
  ["Edge", "Windows", `Mozilla/5.0 (Windows NT 10.0) ${webKit} Chrome/142.0.0.0 Safari/537.36 Edg/142.0.0.0`],
  ["Safari", "macOS", "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1 Version/26.1 Safari/605.1"],
  ["Safari", "iPhone", "Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) Version/26.1 Mobile Safari/604.1"],
  ["Chrome", "Android", `Mozilla/5.0 (Linux; Android 10; K) ${webKit} Chrome/142.0.0.0 Mobile Safari/537.36`],
  [null, null, "curl/8.5.0"],
])("%s on %s", (browser, system, header) => {
  const kept = deviceOf(new Request("http://localhost", { headers: { "user-agent": header } }));
  expect(kept).not.toMatch(/\d/);
  expect(readDevice(kept)).toEqual({ browser, system });
});

test("a session from before devices were kept has none", () => {
  expect(readDevice(null)).toEqual({ browser: null, system: null });
});
