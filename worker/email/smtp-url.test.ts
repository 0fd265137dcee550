import { describe, expect, it } from "vitest";
import { parseSmtpUrl } from "./smtp-url.ts";

const secure = { host: "mail.example.com", port: 465, isSecureFromStart: true, isTlsRequired: true, credentials: null };
const upgraded = { ...secure, port: 587, isSecureFromStart: false };

describe("SMTP_URL", () => {
  it.each([
    ["smtps://mail.example.com", secure],
    ["smtps://mail.example.com:2465/", { ...secure, port: 2465 }],
    ["smtp://mail.example.com", upgraded],
    ["smtp://me:secret@mail.example.com", { ...upgraded, credentials: { user: "me", pass: "secret" } }],
    [
      "smtps://me%40example.com:p%3Ass%2Fw%20rd@mail.example.com",
      { ...secure, credentials: { user: "me@example.com", pass: "p:ss/w rd" } },
    ],
    ["smtp://localhost:1025", { ...upgraded, host: "localhost", port: 1025, isTlsRequired: false }],
    ["smtp://127.0.0.1:1025", { ...upgraded, host: "127.0.0.1", port: 1025, isTlsRequired: false }],
    ["smtp://[::1]:1025", { ...upgraded, host: "::1", port: 1025, isTlsRequired: false }],
    ["smtps://localhost", { ...secure, host: "localhost" }],
  ])("%s", (url, server) => {
    expect(parseSmtpUrl(url)).toEqual(server);
  });

  it.each([
    "mail.example.com",
    "mail.example.com:587",
    "https://mail.example.com",
    "smtp://",
    "smtp://mail.example.com:port",
    "smtp://me@mail.example.com",
    "smtp://:secret@mail.example.com",
    "smtp://me:%E0%A4%A@mail.example.com",
    "smtp://mail.example.com/inbox",
    "smtp://mail.example.com?requireTLS=false",
    "smtp://mail.example.com#ignoreTLS",
  ])("is refused: %s", (url) => {
    expect(parseSmtpUrl(url)).toBeNull();
  });
});
