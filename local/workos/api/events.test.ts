import { beforeEach, describe, expect, it } from "vitest";
import type { WorkosEvent } from "../model/types";
import { createHarness, type Harness } from "../testing/harness";

interface EventList {
  readonly data: WorkosEvent[];
  readonly list_metadata: { readonly after: string | null };
}

let harness: Harness;
beforeEach(() => {
  harness = createHarness({ holdBackMs: 0 });
  for (const type of ["user.created", "session.created", "user.updated", "user.deleted"]) {
    harness.model.events.emit(type, {});
    harness.clock.advance(60_000);
  }
});

const ALL = "user.created,session.created,user.updated,user.deleted";
const list = (query: string) => harness.call<EventList>("GET", `/events?${query}`);
const types = async (query: string) => (await list(query)).body.data.map(({ event }) => event);
const eventAt = (index: number) => harness.model.tables.events.all()[index];

describe("GET /events", () => {
  it.each([
    ["a comma list", "events=user.created,user.deleted"],
    ["an encoded comma list, as the SDK sends it", "events=user.created%2Cuser.deleted"],
    ["a repeated parameter", "events=user.created&events=user.deleted"],
    ["brackets", "events[]=user.created&events[]=user.deleted"],
  ])("filters by %s", async (_name, query) => {
    expect(await types(`${query}&order=asc`)).toEqual(["user.created", "user.deleted"]);
  });

  it.each([
    ["asc", ["user.created", "session.created", "user.updated", "user.deleted"]],
    ["desc", ["user.deleted", "user.updated", "session.created", "user.created"]],
    ["normal", ["user.deleted", "user.updated", "session.created", "user.created"]],
  ])("orders %s", async (order, expected) => {
    expect(await types(`events=${ALL}&order=${order}`)).toEqual(expected);
  });

  it("is descending unless it is asked otherwise", async () => {
    expect(await types(`events=${ALL}`)).toEqual(await types(`events=${ALL}&order=desc`));
  });

  it("goes on after an event, also one the filter leaves out", async () => {
    const after = eventAt(1)?.id;
    expect(await types(`events=user.created,user.updated&order=asc&after=${after}`)).toEqual([
      "user.updated",
    ]);
  });

  it("gives only an after cursor, null at the end", async () => {
    const first = await list(`events=${ALL}&order=asc&limit=3`);
    expect(first.body.list_metadata).toEqual({ after: eventAt(2)?.id });
    const rest = await list(`events=${ALL}&order=asc&limit=3&after=${eventAt(2)?.id}`);
    expect(rest.body.list_metadata).toEqual({ after: null });
  });

  it("keeps to a range", async () => {
    const [start, end] = [eventAt(1)?.created_at, eventAt(3)?.created_at];
    const query = `events=${ALL}&order=asc&range_start=${start}&range_end=${end}`;
    expect(await types(query)).toEqual(["session.created", "user.updated"]);
  });

  it("understands dates with an offset", async () => {
    const start = encodeURIComponent("2026-01-15T13:02:00.000+01:00");
    expect(await types(`events=${ALL}&order=asc&range_start=${start}`)).toEqual([
      "user.updated",
      "user.deleted",
    ]);
  });

  it.each(["", "events=", "events=,"])("answers 422 for '%s'", async (query) => {
    const { status, body } = await list(query);
    expect([status, body]).toEqual([
      422,
      { message: "Validation failed.", errors: [{ code: "required", field: "events" }] },
    ]);
  });

  it("answers 422 for a limit out of range", async () => {
    const { status, body } = await list(`events=${ALL}&limit=101`);
    expect([status, body]).toEqual([
      422,
      { message: "Validation failed.", errors: [{ code: "invalid", field: "limit" }] },
    ]);
  });

  it.each([
    ["an organization", "organization_id=org_01", "Organization not found: 'org_01'."],
    ["after with range_start", "after=event_1&range_start=2026-01-01", /mutually exclusive/],
    ["a range_start that is no date", "range_start=yesterday", /range_start/],
    ["a range_end that is no date", "range_end=tomorrow", /range_end/],
    ["more than 30 days", "range_start=2026-01-01&range_end=2026-02-01", /30 days/],
    ["an unknown cursor", "after=event_nothing", /event_nothing/],
  ])("answers 400 for %s", async (_name, query, message) => {
    const { status, body } = await harness.call("GET", `/events?events=${ALL}&${query}`);
    expect(status).toBe(400);
    expect(body.message).toEqual(
      typeof message === "string" ? message : expect.stringMatching(message),
    );
  });
});
