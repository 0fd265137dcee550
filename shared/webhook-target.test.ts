import { describe, expect, test } from "vitest";
import { targetProblem } from "./webhook-target.ts";

const deployed = { isLocal: false };

describe("a target of webhooks", () => {
  test.each([
    "https://example.com/hooks",
    "https://hooks.example.com/a/b?key=c",
    "https://EXAMPLE.com.",
    "https://example.com:443/",
    "https://localhost.example.com/",
    "https://local.dev/",
    "https://münchen.example/",
    "https://8.8.8.8/",
    "https://172.15.255.255/",
    "https://172.32.0.0/",
    "https://100.63.255.255/",
    "https://100.128.0.0/",
    "https://192.167.255.255/",
    "https://223.255.255.255/",
    "https://[2606:4700:4700::1111]/",
    "https://[2a00:1450::1]/",
  ])("may be %s", (url) => {
    expect(targetProblem(url, deployed)).toBeNull();
  });

  test.each([
    "",
    "example.com",
    "http://example.com/",
    "ftp://example.com/",
    "javascript:alert(1)",
    "https://",
    "https://1.2.3.4.5.6/",
    "https://user@example.com/",
    "https://user:secret@example.com/",
  ])("is no address that can be called: %s", (url) => {
    expect(targetProblem(url, deployed)).toBe("urlFormat");
  });

  test.each([
    "https://localhost/",
    "https://LOCALHOST./",
    "https://api.localhost/",
    "https://printer.local/",
    "https://metadata.google.internal/",
    "https://nas.lan/",
    "https://router.home.arpa/",
    "https://intranet/",
    "https://example.com:8443/",
    "https://example.com:22/",
    // Loopback, in every way of writing it.
    "https://127.0.0.1/",
    "https://127.255.255.255/",
    "https://127.1/",
    "https://2130706433/",
    "https://0x7f000001/",
    "https://0x7f.1/",
    "https://0177.0.0.1/",
    "https://017700000001/",
    "https://127.0.0.1./",
    "https://①②⑦.⓪.⓪.①/",
    "https://0/",
    "https://0.0.0.0/",
    "https://10.0.0.1/",
    "https://10.255.255.255/",
    "https://100.64.0.1/",
    "https://100.127.255.255/",
    "https://169.254.169.254/",
    "https://172.16.0.1/",
    "https://172.31.255.255/",
    "https://192.0.0.1/",
    "https://192.0.2.1/",
    "https://192.168.0.1/",
    "https://198.18.0.1/",
    "https://198.19.255.255/",
    "https://203.0.113.1/",
    "https://224.0.0.1/",
    "https://255.255.255.255/",
    "https://[::]/",
    "https://[::1]/",
    "https://[::127.0.0.1]/",
    "https://[::ffff:127.0.0.1]/",
    "https://[::ffff:a9fe:a9fe]/",
    "https://[64:ff9b::a00:1]/",
    "https://[100::1]/",
    "https://[fc00::1]/",
    "https://[fd12:3456::1]/",
    "https://[fe80::1]/",
    "https://[fec0::1]/",
    "https://[ff02::1]/",
    "https://[2001::1]/",
    "https://[2001:db8::1]/",
    "https://[2002:7f00:1::]/",
  ])("is nobody's on the internet: %s", (url) => {
    expect(targetProblem(url, deployed)).toBe("urlNotPublic");
  });

  test("may be on this machine in local mode, and still has to be an address", () => {
    expect(targetProblem("http://localhost:9000/hook", { isLocal: true })).toBeNull();
    expect(targetProblem("http://127.0.0.1:9000/hook", { isLocal: true })).toBeNull();
    expect(targetProblem("file:///etc/passwd", { isLocal: true })).toBe("urlFormat");
    expect(targetProblem("http://a:b@localhost/", { isLocal: true })).toBe("urlFormat");
  });
});
