import { beforeAll, expect, test } from "vitest";
import { usherForTest } from "./usher-for-test.ts";

let origin = "";

beforeAll(async () => {
  origin = (await usherForTest()).origin;
});

test.each(["/", "/sign-in", "/a/ACC-0000000000000000/users", "/no/such/page", "/accept", "/stop"])(
  "%s is served so that nothing foreign runs in it, frames it or learns its address",
  async (path) => {
    const { status, headers } = await fetch(origin + path);
    expect(status).toBe(200);
    expect(headers.get("content-type")).toContain("text/html");
    // Word by word, so that nothing can be added to it unnoticed: no `unsafe-inline`, no other host, no wildcard.
    const policy = headers.get("content-security-policy")?.split("; ").sort();
    expect(policy).toEqual([
      "base-uri 'none'",
      "connect-src 'self'",
      "default-src 'none'",
      "font-src 'self'",
      "form-action 'self'",
      "frame-ancestors 'none'",
      "img-src 'self'",
      "manifest-src 'self'",
      "script-src 'self'",
      "style-src 'self'",
    ]);
    expect(Object.fromEntries(headers)).toMatchObject({
      "cross-origin-opener-policy": "same-origin",
      "cross-origin-resource-policy": "same-origin",
      "referrer-policy": "no-referrer",
      "strict-transport-security": "max-age=31536000; includeSubDomains",
      "x-content-type-options": "nosniff",
      "x-frame-options": "DENY",
    });
    expect(headers.get("set-cookie")).toBeNull();
  },
);

test("the accept page stays out of search engines and caches, whatever is behind its name", async () => {
  for (const path of ["/accept", "/accept/", "/accept.html", "/accept?from=mail"]) {
    const { status, headers, url } = await fetch(origin + path);
    expect(status, path).toBe(200);
    expect(new URL(url).pathname).toBe("/accept");
    expect(headers.get("x-robots-tag") ?? "", path).toContain("noindex");
    expect(headers.get("cache-control"), path).toBe("no-store");
  }
});

test("what is behind signing in, or comes with a mail, stays out of search engines; the front may be found", async () => {
  for (const path of ["/stop", "/stop/", "/sign-in", "/a/ACC-0000000000000000/users", "/no/such/page"]) {
    for (const method of ["GET", "HEAD"]) {
      const { headers } = await fetch(origin + path, { method });
      expect(headers.get("x-robots-tag"), `${method} ${path}`).toBe("noindex, nofollow");
    }
  }
  expect((await fetch(`${origin}/`)).headers.get("x-robots-tag")).toBeNull();
});

test("the accept page is a page of its own, every other address the app", async () => {
  const [app, deep, unknown, accept] = await Promise.all(
    ["/", "/a/ACC-0000000000000000/users", "/no/such/page", "/accept"].map(async (path) =>
      (await fetch(origin + path)).text(),
    ),
  );
  expect(deep).toBe(app);
  expect(unknown).toBe(app);
  expect(accept).not.toBe(app);
  expect(accept).toContain("<title>Invitation");
});

test("pages bring nothing that their own policy forbids, and every file they name is there", async () => {
  for (const path of ["/", "/accept"]) {
    const page = await (await fetch(origin + path)).text();
    expect(page).not.toMatch(/<style|<script(?![^>]* src=)|\son\w+=|\sstyle=/);
    const files = [...page.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, file = ""]) => file);
    expect(files.length).toBeGreaterThan(1);
    for (const file of files) {
      expect(file).toMatch(/^\/[^/]/);
      const { status, headers } = await fetch(origin + file);
      expect(status, file).toBe(200);
      expect(headers.get("content-type"), file).not.toContain("text/html");
      if (file.startsWith("/assets/")) expect(headers.get("cache-control")).toContain("immutable");
    }
  }
});

test("the Worker answers the API, the routes of signing in and nothing else under /api", async () => {
  const api = await fetch(`${origin}/trpc/users.list`);
  expect(api.status).toBe(401);
  expect(api.headers.get("cache-control")).toBe("no-store");
  expect(await api.json()).toMatchObject({ error: { data: { refusal: { reason: "signInRequired" } } } });
  expect((await fetch(`${origin}/trpc/no.such`)).status).toBe(404);
  expect((await fetch(`${origin}/api/auth/sign-up/email`, { method: "POST" })).status).toBe(404);
  expect((await fetch(`${origin}/api/auth/sign-in/email-otp`, { method: "POST" })).status).toBe(400);
  expect((await fetch(`${origin}/dev/no-such`)).status).toBe(404);
});
