import { describe, expect, it } from "vitest";
import { addressProblem, reachProblem } from "./guard";
import { isPublicHost } from "./publicAddress";

const hostname = (address: string): string => new URL(address).hostname;

describe("isPublicHost", () => {
  it.each([
    ["a name", "https://app.example.com"],
    ["a name with a dot at its end", "https://app.example.com."],
    ["a public IPv4 address", "https://93.184.216.34"],
    ["the address after a private range", "https://172.32.0.1"],
    ["the address before shared space", "https://100.63.255.255"],
    ["a public IPv6 address", "https://[2606:2800:220:1:248:1893:25c8:1946]"],
    ["a shortened public IPv6 address", "https://[2a00:1450::200e]"],
  ])("takes %s", (_, address) => {
    expect(isPublicHost(hostname(address))).toBe(true);
  });

  it.each([
    ["localhost", "http://localhost"],
    ["a name under localhost", "http://app.localhost"],
    ["localhost with a dot at its end", "http://localhost."],
    ["a single name, as of a container", "http://backend"],
    ["a .local name", "http://printer.local"],
    ["an .internal name", "http://metadata.google.internal"],
    ["a name of a home network", "http://nas.home.arpa"],
    ["loopback", "http://127.0.0.1"],
    ["all of 127/8", "http://127.9.9.9"],
    ["loopback in decimal", "http://2130706433"],
    ["loopback in octal", "http://0177.0.0.1"],
    ["loopback in hexadecimal", "http://0x7f.1"],
    ["loopback, shortened", "http://127.1"],
    ["this network", "http://0.0.0.0"],
    ["10/8", "http://10.1.2.3"],
    ["172.16/12, first", "http://172.16.0.1"],
    ["172.16/12, last", "http://172.31.255.255"],
    ["192.168/16", "http://192.168.1.1"],
    ["link-local, where clouds keep their metadata", "http://169.254.169.254"],
    ["metadata in decimal", "http://2852039166"],
    ["carrier-grade NAT", "http://100.64.0.1"],
    ["benchmarking", "http://198.18.0.1"],
    ["documentation", "http://203.0.113.7"],
    ["multicast", "http://224.0.0.1"],
    ["reserved", "http://240.0.0.1"],
    ["broadcast", "http://255.255.255.255"],
    ["IPv6 loopback", "http://[::1]"],
    ["IPv6 unspecified", "http://[::]"],
    ["IPv4 mapped into IPv6", "http://[::ffff:10.0.0.1]"],
    ["public IPv4 mapped into IPv6, which hides what it is", "http://[::ffff:93.184.216.34]"],
    ["mapped in hexadecimal", "http://[::ffff:7f00:1]"],
    ["NAT64", "http://[64:ff9b::a00:1]"],
    ["6to4", "http://[2002:a00:1::]"],
    ["Teredo", "http://[2001:0:a00:1::]"],
    ["IPv6 documentation", "http://[2001:db8::1]"],
    ["unique local", "http://[fd12:3456::1]"],
    ["IPv6 link-local", "http://[fe80::1]"],
    ["IPv6 multicast", "http://[ff02::1]"],
  ])("refuses %s", (_, address) => {
    expect(isPublicHost(hostname(address))).toBe(false);
  });
});

describe("addressProblem", () => {
  it.each([
    ["no address", "not a url", /no web address/],
    ["a very long text, shortened", "x".repeat(5000), /x{80}…”/],
    ["a script", "javascript:alert(1)", /not an https address/],
    ["a file", "file:///etc/passwd", /not an https address/],
    ["another scheme on this machine", "ftp://localhost/", /ftp: addresses are not opened/],
    ["http", "http://app.example.com", /not an https address/],
    ["a user name", "https://api.workos.com@evil.example/", /user name or password/],
    ["a password", "https://a:b@app.example.com/", /user name or password/],
    ["a private address", "https://10.0.0.1/", /not on the public internet/],
    ["an odd port", "https://app.example.com:8443/", /unusual port/],
    ["a port of SSH", "https://app.example.com:22/", /unusual port/],
    ["this machine", "http://localhost:5173/", /run npm run doctor/],
  ])("refuses %s in words", (_, address, words) => {
    expect(addressProblem(address, { loopback: false })).toMatch(words);
  });

  it.each([
    ["https", "https://app.example.com/callback?x=1", false],
    ["https with its own port", "https://app.example.com:443/", false],
    ["this machine, on the local stack", "http://localhost:5173/", true],
    ["IPv6 of this machine, on the local stack", "http://[::1]:5173/", true],
  ])("lets %s pass", (_, address, loopback) => {
    expect(addressProblem(address, { loopback })).toBeNull();
  });

  it("does not take 127.0.0.2 for this machine", () => {
    expect(addressProblem("http://127.0.0.2/", { loopback: true })).not.toBeNull();
  });
});

describe("reachProblem", () => {
  const policy = { hosts: new Set(["app.example.com", "localhost:5173"]), loopback: true };

  it.each([
    ["another host", "https://evil.example/", /neither WorkOS nor a host/],
    ["a host that only begins alike", "https://app.example.com.evil.example/", /neither/],
    ["another port of this machine", "http://localhost:3210/", /neither/],
    ["a private address whatever is registered", "https://192.168.0.1/", /public internet/],
  ])("refuses %s", (_, address, words) => {
    expect(reachProblem(address, policy)).toMatch(words);
  });

  it.each(["https://app.example.com/any/path", "http://localhost:5173/callback"])(
    "lets the registered %s pass",
    (address) => {
      expect(reachProblem(address, policy)).toBeNull();
    },
  );
});
