import { expect, it } from "vitest";
import { readEnvelope } from "./envelope";
import { ADA, ADA_SESSION, eventText } from "./events.fixture";

const NOW = 1_000;
const AT = Date.UTC(2026, 10, 2);
const createdAt = new Date(AT).toISOString();

it.each([
  [eventText("user.updated", ADA, { createdAt }), "user.updated", AT, ADA.id],
  [eventText("session.created", ADA_SESSION, { createdAt }), "session.created", AT, ADA.id],
  [eventText("user.created", {}, { createdAt }), "user.created", AT, null],
  [eventText("user.created", ADA, { createdAt: "soon" }), "user.created", NOW, ADA.id],
  ['{"id":"event_1"}', "unknown", NOW, null],
  ["not json", "unknown", NOW, null],
  [`${"[".repeat(5_000)}${"]".repeat(5_000)}`, "unknown", NOW, null],
])("reads what it can of %s", (text, type, occurredAt, userId) => {
  expect(readEnvelope("event_1", text, NOW)).toEqual({ id: "event_1", type, occurredAt, userId });
});
