import { expect, it } from "vitest";
import { WEBHOOK_EVENTS } from "../../webhooks/eventTypes";
import { mentionsOn } from "./pages";

/** Event types as docs/setup.md names them; a star stands for the rest of one. */
const NAMED = /`([a-z]+(?:_[a-z]+)*\.(?:[a-z_]+|\*))`/g;

it("docs/setup.md names every event that an endpoint is to send", () => {
  const named = mentionsOn("docs/setup.md", NAMED);
  const isNamed = (type: string) =>
    named.some((name) => (name.endsWith("*") ? type.startsWith(name.slice(0, -1)) : name === type));
  expect(WEBHOOK_EVENTS.filter((type) => !isNamed(type))).toEqual([]);
});
