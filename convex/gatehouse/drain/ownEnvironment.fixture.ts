import { http, HttpResponse } from "msw";
import { setupServer } from "msw/node";
import { afterAll, afterEach, beforeAll, beforeEach, vi } from "vitest";
import { ADA, eventText } from "../../../webhooks/events.fixture";

const API = "https://api.workos.com";

/** A WorkOS environment with people in it, told apart from others by its API key. */
export class Environment {
  readonly people = new Set<string>();
  readonly events: { id: string; text: string }[] = [];
  /** What its Events API was asked for. */
  readonly pulls: URLSearchParams[] = [];
  /** What it answers to questions about one user, instead of the truth. */
  failure: number | null = null;
  /** Runs when it has listed all its users. */
  afterListing: () => void = () => undefined;

  constructor(readonly name: string) {}

  get key(): string {
    return `sk_test_${this.name}`;
  }

  /** Signs up `count` people. @returns the events that tell of it */
  signUp(count: number): string[] {
    return Array.from({ length: count }, () => {
      const number = String(this.events.length).padStart(4, "0");
      const user = { ...ADA, id: `user_${this.name}_${number}`, email: `${number}@example.com` };
      const id = `event_${this.name}_${number}`;
      const text = eventText("user.created", user, { id });
      this.people.add(user.id);
      this.events.push({ id, text });
      return text;
    });
  }

  pull(query: URLSearchParams): Response {
    this.pulls.push(query);
    const after = query.get("after");
    const index = this.events.findIndex(({ id }) => id === after);
    if (after !== null && index < 0) return new HttpResponse("unknown cursor", { status: 422 });
    const page = this.events.slice(index + 1, index + 1 + Number(query.get("limit")));
    return HttpResponse.json({ data: page.map(({ text }) => JSON.parse(text) as object) });
  }

  list(query: URLSearchParams): Response {
    const ids = [...this.people];
    const from = ids.indexOf(query.get("after") ?? "") + 1;
    const page = ids.slice(from, from + Number(query.get("limit")));
    const after = from + page.length < ids.length ? page.at(-1) : null;
    if (after === null) this.afterListing();
    const data = page.map((id) => ({ ...ADA, id }));
    return HttpResponse.json({ data, list_metadata: { before: null, after } });
  }

  user(id: string): Response {
    if (this.failure !== null) return new HttpResponse("", { status: this.failure });
    return this.people.has(id)
      ? HttpResponse.json({ ...ADA, id })
      : new HttpResponse("", { status: 404 });
  }
}

/** Two environments answer as WorkOS does, each to its own key; anew for each test. */
export function twoEnvironments(now: number) {
  const world = { own: new Environment("own"), other: new Environment("other") };
  const asked = (request: Request): Environment =>
    request.headers.get("authorization") === `Bearer ${world.own.key}` ? world.own : world.other;
  const query = (request: Request) => new URL(request.url).searchParams;
  const server = setupServer(
    http.get(`${API}/events`, ({ request }) => asked(request).pull(query(request))),
    http.get(`${API}/user_management/users`, ({ request }) => asked(request).list(query(request))),
    http.get(`${API}/user_management/users/:id`, ({ request, params }) =>
      asked(request).user(String(params["id"])),
    ),
  );
  beforeAll(() => server.listen({ onUnhandledRequest: "error" }));
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "Date"], now });
    Object.assign(world, { own: new Environment("own"), other: new Environment("other") });
  });
  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllEnvs();
  });
  afterAll(() => server.close());
  return world;
}
