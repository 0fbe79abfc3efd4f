import { Socket } from "node:net";
import { expect, it } from "vitest";
import { clientAddress } from "./clientAddress";

it.each([
  ["127.0.0.1", "127.0.0.1"],
  ["::ffff:127.0.0.1", "127.0.0.1"],
  ["::FFFF:192.0.2.7", "192.0.2.7"],
  ["::1", "::1"],
  ["::ffff:c000:207", "::ffff:c000:207"],
  [undefined, undefined],
])("writes %s as %s", (remoteAddress, expected) => {
  const socket = Object.defineProperty(new Socket(), "remoteAddress", { value: remoteAddress });
  expect(clientAddress({ socket })).toBe(expected);
});
