import { describe, expect, it } from "vitest";
import { guardedGet, ProbeError, type Transport } from "./get";

const policy = { hosts: new Set(["app.example.com"]), loopback: false };
const APP = "https://app.example.com/";

const get = (transport: Transport, signal = new AbortController().signal) =>
  guardedGet(policy, transport, signal);

const answering =
  (response: () => Response): Transport =>
  async () =>
    response();

describe("guardedGet", () => {
  it("answers with status, headers and body", async () => {
    const transport = answering(() => new Response("hello", { headers: { "x-a": "b" } }));
    const { status, headers, body } = await get(transport)(APP);
    expect([status, headers.get("x-a"), body]).toEqual([200, "b", "hello"]);
  });

  it("reads a redirect and does not follow it", async () => {
    const opened: string[] = [];
    const transport: Transport = async (url) => {
      opened.push(url.href);
      return new Response(null, { status: 302, headers: { location: "http://169.254.169.254/" } });
    };
    const { status, headers } = await get(transport)(APP);
    expect([status, headers.get("location")]).toEqual([302, "http://169.254.169.254/"]);
    expect(opened).toEqual([APP]);
  });

  it("never opens an address outside its policy", async () => {
    const transport: Transport = async () => {
      throw new Error("was opened");
    };
    await expect(get(transport)("https://10.0.0.1/")).rejects.toThrow(/public internet/);
    await expect(get(transport)("https://other.example/")).rejects.toThrow(ProbeError);
  });

  it("cuts a body off at the limit and lets go of the rest", async () => {
    let cancelled = false;
    const endless = new ReadableStream<Uint8Array>({
      pull: (controller) => controller.enqueue(new Uint8Array(1024).fill(97)),
      cancel: () => void (cancelled = true),
    });
    const { body } = await get(answering(() => new Response(endless)))(APP, { maxBytes: 10_000 });
    expect(body.length).toBeGreaterThanOrEqual(10_000);
    expect(body.length).toBeLessThan(12_000);
    expect(cancelled).toBe(true);
  });

  it("says so when there is no answer in time", async () => {
    const late: Transport = (_url, { signal }) =>
      new Promise((_, failed) => {
        signal.addEventListener("abort", () => failed(signal.reason as Error));
      });
    const stopped = new AbortController();
    const answer = get(late, stopped.signal)(APP);
    stopped.abort(new DOMException("The time is up", "TimeoutError"));
    await expect(answer).rejects.toThrow("app.example.com did not answer within 2.5 seconds.");
  });

  it.each([
    [
      "an error",
      new Error("getaddrinfo ENOTFOUND"),
      /could not be reached \(getaddrinfo ENOTFOUND\)/,
    ],
    ["something that is no error", "odd", /could not be reached \(no reason given\)/],
    ["a reason of its own", new ProbeError("It points inside."), /^It points inside\.$/],
  ])("puts %s into words", async (_, thrown, words) => {
    const transport: Transport = () => Promise.reject(thrown as Error);
    const failure = await get(transport)(APP).catch((error: Error) => error);
    expect(failure).toBeInstanceOf(ProbeError);
    expect((failure as Error).message).toMatch(words);
  });
});
