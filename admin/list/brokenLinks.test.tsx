import { cleanup, screen, waitFor } from "@testing-library/react";
import type { ReactNode } from "react";
import { memoryStore } from "react-admin";
import { describe, expect, it } from "vitest";
import { Audit } from "../audit/Audit";
import { SignIns } from "../signIns/SignIns";
import { FakeConvex, paginate } from "../testing/fakeConvex";
import { renderConsole } from "../testing/renderConsole";
import { Users } from "../users/Users";
import { healthyWebhooks } from "../webhooks/testing";
import { Webhooks } from "../webhooks/Webhooks";

const convex = () =>
  healthyWebhooks().answer("gatehouse/audit:verify", () => ({ ok: true, rows: 0 }));
const NEWEST = { sort: { field: "createdAt", order: "desc" } };

/** Each list: its page, its address, and what it asks when nobody chose anything. */
const LISTS: [path: string, page: ReactNode, listFunction: string, own: object][] = [
  ["/users", <Users />, "gatehouse/users:list", NEWEST],
  ["/sign-ins", <SignIns />, "gatehouse/signIns:list", {}],
  ["/webhooks", <Webhooks />, "gatehouse/inbox:list", {}],
  ["/webhooks/drift", <Webhooks />, "gatehouse/drift:list", {}],
  ["/audit", <Audit />, "gatehouse/audit:list", {}],
];

const GONE = { gone: "x", status: "x", outcome: "x", state: "x", runId: "x", action: 1 };
const BROKEN = { sort: "gone", order: "SIDEWAYS", page: -2, perPage: 0, filter: GONE };
const BROKEN_ADDRESS = `sort=gone&order=UP&page=-2&perPage=0&filter=${JSON.stringify(GONE)}`;

describe.each(LISTS)("%s", (path, page, listFunction, own) => {
  const FIRST_PAGE = { ...own, filter: {}, paginationOpts: { numItems: 50, cursor: null } };

  /** Visits the list and looks at everything it asks. */
  async function visit(at: string, store = memoryStore()) {
    const answering = convex()
      .answer("gatehouse/users:list", paginate([]))
      .answer("gatehouse/signIns:list", paginate([]))
      .answer("gatehouse/audit:list", paginate([]));
    renderConsole(page, { convex: answering, at, store });
    await waitFor(() => expect(answering.argsOf(listFunction).length).toBeGreaterThan(0));
    await screen.findByRole("heading", { name: /yet|Never/ });
    const asked = answering.argsOf(listFunction);
    expect(asked).toEqual(asked.map(() => FIRST_PAGE));
    cleanup();
    return store;
  }

  it("opens by a link that is broken, and by its own address afterwards", async () => {
    const store = await visit(`${path}?${BROKEN_ADDRESS}`);
    await visit(path, store);
  });

  it("opens although something broken was remembered", async () => {
    const store = memoryStore();
    const resource = listFunction.split(":")[0];
    store.setItem(`${resource}.listParams`, BROKEN);
    await visit(path, store);
  });
});

it("keeps what a link says that is sound", async () => {
  const answering = new FakeConvex()
    .answer("gatehouse/users:list", paginate([]))
    .answer("gatehouse/users:totals", () => ({ all: 0, active: 0, pending: 0, deleted: 0 }));
  const filter = JSON.stringify({ status: "deleted", height: 7 });
  renderConsole(<Users />, {
    convex: answering,
    at: `/users?sort=height&order=ASC&filter=${filter}`,
  });
  await screen.findByRole("button", { name: "Remove filter: deleted" });
  expect(answering.argsOf("gatehouse/users:list")[0]).toMatchObject({
    ...NEWEST,
    filter: { status: "deleted" },
  });
});
