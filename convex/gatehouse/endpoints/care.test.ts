import { describe, expect, it } from "vitest";
import { WEBHOOK_EVENTS } from "../../../webhooks/eventTypes";
import {
  planRepair,
  readEndpoints,
  relationOf,
  type Endpoint,
  type Receiver,
  type RepairStep,
} from "./care";
import { endpointProblems, stepWords } from "./words";

const URL_HERE = "https://happy-animal-123.convex.site/workos/webhook";
const CLOUD = "https://happy-animal-123.convex.cloud/workos/webhook";
const HERE: Receiver = { url: URL_HERE, secrets: ["whsec_a"], relayed: false };
const sound = (changes: Partial<Endpoint> = {}): Endpoint => ({
  id: "we_1",
  url: URL_HERE,
  enabled: true,
  events: [...WEBHOOK_EVENTS],
  secret: "fits",
  ...changes,
});
const change = (id: string, what: object): RepairStep => ({ kind: "change", id, change: what });
const create: RepairStep = { kind: "create", url: URL_HERE, events: [...WEBHOOK_EVENTS] };
const [firstEvent = "", ...otherEvents] = WEBHOOK_EVENTS;

describe("what is wrong, and what mends it", () => {
  it.each<[string, Endpoint[], Partial<Receiver>, string[], RepairStep[]]>([
    ["all is well", [sound()], {}, [], []],
    [
      "others do not matter",
      [sound(), sound({ id: "we_2", url: "https://a.example" })],
      {},
      [],
      [],
    ],
    ["nothing is registered", [], {}, ["webhook-endpoint-missing"], [create]],
    [
      "only others are registered",
      [sound({ url: "https://a.example/hook" })],
      {},
      ["webhook-endpoint-missing"],
      [create],
    ],
    ["a relay delivers", [], { secrets: [], relayed: true }, [], []],
    [
      "the cloud address",
      [sound({ url: CLOUD })],
      {},
      ["webhook-url-wrong-host"],
      [change("we_1", { endpoint_url: URL_HERE })],
    ],
    [
      "the cloud address beside the right one",
      [sound({ id: "we_2", url: CLOUD }), sound()],
      {},
      [],
      [change("we_2", { status: "disabled" })],
    ],
    [
      "switched off",
      [sound({ enabled: false })],
      {},
      ["webhook-endpoint-disabled"],
      [change("we_1", { status: "enabled" })],
    ],
    [
      "an event missing: what else it has stays",
      [sound({ events: [...otherEvents, "organization.created"] })],
      {},
      ["webhook-events-not-subscribed"],
      [change("we_1", { events: [...otherEvents, "organization.created", firstEvent] })],
    ],
    [
      "two: the one whose secret we have stays",
      [sound({ id: "we_2", secret: "differs" }), sound({ events: otherEvents })],
      {},
      ["webhook-events-not-subscribed", "webhook-endpoint-duplicated"],
      [
        change("we_1", { events: [...otherEvents, firstEvent] }),
        change("we_2", { status: "disabled" }),
      ],
    ],
    ["two, one of them off", [sound(), sound({ id: "we_2", enabled: false })], {}, [], []],
    ["no secret", [sound({ secret: "differs" })], { secrets: [] }, ["webhook-secret-unset"], []],
    ["another secret", [sound({ secret: "differs" })], {}, ["webhook-secret-mismatch"], []],
    ["a secret WorkOS does not show", [sound({ secret: "unknown" })], {}, [], []],
  ])("%s", (_name, endpoints, receiver, codes, steps) => {
    const here = { ...HERE, ...receiver };
    expect(endpointProblems(endpoints, here).map(({ code }) => code)).toEqual(codes);
    expect(planRepair(endpoints, here)).toEqual(steps);
  });

  it("is settled by its own repair", () => {
    const broken = [
      sound({ url: CLOUD, enabled: false, events: [] }),
      sound({ id: "we_2", secret: "differs", url: CLOUD }),
    ];
    const mended = broken.map((endpoint) => {
      for (const step of planRepair(broken, HERE)) {
        if (step.kind !== "change" || step.id !== endpoint.id) continue;
        const { endpoint_url: url = endpoint.url, status, events = endpoint.events } = step.change;
        const enabled = status === undefined ? endpoint.enabled : status === "enabled";
        return { ...endpoint, url, enabled, events };
      }
      return endpoint;
    });
    expect(endpointProblems(mended, HERE)).toEqual([]);
    expect(planRepair(mended, HERE)).toEqual([]);
  });
});

it("names the first events an endpoint lacks, and counts the rest", () => {
  const [problem] = endpointProblems([sound({ events: [] })], HERE);
  const rest = WEBHOOK_EVENTS.length - 3;
  expect(problem?.sentence).toMatch(
    new RegExp(`not told about user.created, user.updated, user.deleted and ${rest} more.$`),
  );
});

describe("reading WorkOS's list", () => {
  const listed = {
    id: "we_1",
    endpoint_url: URL_HERE,
    status: "enabled",
    events: ["user.created"],
  };

  it.each([
    ["whsec_a", "fits"],
    ["whsec_b", "differs"],
    [undefined, "unknown"],
  ])("compares the secret %s and leaves it behind", (secret, verdict) => {
    const endpoints = readEndpoints([{ ...listed, secret }], HERE);
    expect(endpoints).toEqual([sound({ events: ["user.created"], secret: verdict as "fits" })]);
    expect(JSON.stringify(endpoints)).not.toContain("whsec");
  });

  it("takes odd entries as they come", () => {
    expect(readEndpoints([null, { id: 7, status: "paused" }], HERE)).toEqual([
      { id: "7", url: "undefined", enabled: false, events: [], secret: "unknown" },
    ]);
  });
});

it.each([
  [URL_HERE, "ours"],
  [`${URL_HERE}/`, "ours"],
  ["https://HAPPY-animal-123.convex.site/workos/webhook", "ours"],
  [CLOUD, "wrong-host"],
  ["https://happy-animal-123.convex.site/other", "other"],
  ["nonsense", "other"],
])("knows what %s is to this deployment: %s", (url, relation) => {
  expect(relationOf(url, URL_HERE)).toBe(relation);
});

it("says each step as an order", () => {
  expect([create, change("we_1", { status: "disabled" })].map(stepWords)).toEqual([
    `Create an endpoint for ${URL_HERE} with ${WEBHOOK_EVENTS.length} events`,
    "Change we_1: switch it off: another endpoint already points here",
  ]);
  const all = change("we_1", { status: "enabled", endpoint_url: URL_HERE, events: ["a", "b"] });
  expect(stepWords(all)).toBe(
    `Change we_1: switch it on, point it at ${URL_HERE}, subscribe it to all 2 events`,
  );
});
