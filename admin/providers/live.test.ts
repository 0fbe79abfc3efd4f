import { QueryClient, QueryObserver } from "@tanstack/react-query";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { UserDetail } from "../../convex/gatehouse/users/row";
import { FakeConvex, paginate } from "../testing/fakeConvex";
import { userRow, userRows } from "../testing/users";
import { CursorMap, type ListParams } from "./cursors";
import { createDataProvider } from "./dataProvider";
import { LiveCache } from "./live";
import { RecentChanges } from "./recentChanges";

const PER_PAGE = 5;

function setUp(rows: UserDetail[]) {
  const convex = new FakeConvex().answer("gatehouse/users:list", paginate(rows));
  const queryClient = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  const cursors = new CursorMap();
  const changes = new RecentChanges();
  const provider = createDataProvider(convex.asClient, cursors);
  const live = new LiveCache(queryClient, convex.asClient, cursors, changes);

  /** Puts a page on screen, as react-admin's useGetList does. */
  const show = async (page: number) => {
    const params: ListParams = {
      pagination: { page, perPage: PER_PAGE },
      sort: { field: "createdAt", order: "DESC" },
      filter: {},
    };
    const observer = new QueryObserver<{ data: UserDetail[] }>(queryClient, {
      queryKey: ["users", "getList", params],
      queryFn: async () => ({
        data: (await provider.getList<UserDetail & { id: string }>("users", params)).data,
      }),
    });
    const hide = observer.subscribe(() => {});
    await vi.waitFor(() => expect(observer.getCurrentResult().isSuccess).toBe(true));
    return {
      hide,
      names: () => observer.getCurrentResult().data?.data.map(({ name }) => name),
      observer,
    };
  };
  return { convex, queryClient, changes, live, show };
}
const names = (from: number, to: number) => userRows(from, to).map(({ name }) => name);

describe("LiveCache", () => {
  let stop = () => {};
  beforeEach(() => vi.useFakeTimers({ shouldAdvanceTime: true }));
  afterEach(() => {
    stop();
    vi.useRealTimers();
  });

  it("writes what Convex says into the list on screen", async () => {
    const { convex, live, show } = setUp(userRows(1, 3));
    stop = live.start();
    const page = await show(1);
    convex.answer(
      "gatehouse/users:list",
      paginate([userRow(1, { name: "Renamed" }), ...userRows(2, 3)]),
    );
    expect(page.names()).toEqual(["Renamed", "Person 2", "Person 3"]);
  });

  it("takes over a list that was on screen before it started", async () => {
    const { convex, live, show } = setUp(userRows(1, 2));
    const page = await show(1);
    stop = live.start();
    convex.answer("gatehouse/users:list", paginate(userRows(1, 3)));
    expect(page.names()).toEqual(names(1, 3));
  });

  it("keeps a record live, and leaves records that are not on screen unwatched", async () => {
    const { convex, live, queryClient } = setUp([]);
    convex.answer("gatehouse/users:get", () => userRow(1));
    stop = live.start();
    queryClient.setQueryData(["users", "getOne", { id: "user_2", meta: undefined }], userRow(2));
    expect(convex.watching("gatehouse/users:get")).toBe(0);
    const key = ["users", "getOne", { id: "user_1", meta: undefined }];
    const observer = new QueryObserver<UserDetail>(queryClient, {
      queryKey: key,
      queryFn: () => userRow(1),
    });
    observer.subscribe(() => {});
    expect(convex.watching("gatehouse/users:get")).toBe(1);
    convex.answer("gatehouse/users:get", () => userRow(1, { name: "Renamed" }));
    expect(observer.getCurrentResult().data?.name).toBe("Renamed");
  });

  it("opens one watch per entry, and drops it when the entry leaves the cache", async () => {
    const { convex, live, queryClient, show } = setUp(userRows(1, 3));
    stop = live.start();
    const first = await show(1);
    const second = await show(1);
    expect(convex.watching("gatehouse/users:list")).toBe(1);
    first.hide();
    second.hide();
    queryClient.clear();
    expect(convex.watching("gatehouse/users:list")).toBe(0);
  });

  it("closes everything when stopped", async () => {
    const { convex, live, show } = setUp(userRows(1, 3));
    const end = live.start();
    await show(1);
    end();
    expect(convex.watching("gatehouse/users:list")).toBe(0);
  });

  it("leaves keys that are not react-admin's alone", async () => {
    const { convex, live, queryClient } = setUp([]);
    stop = live.start();
    for (const queryKey of [
      ["auth", "checkAuth", {}],
      ["cats", "getList", {}],
      ["users", "getMany", {}],
    ]) {
      new QueryObserver(queryClient, { queryKey, queryFn: () => 1 }).subscribe(() => {});
    }
    expect(convex.calls).toEqual([]);
  });

  it("keeps later pages gapless when an earlier one moves", async () => {
    const { convex, live, show } = setUp(userRows(1, 12));
    stop = live.start();
    const first = await show(1);
    const second = await show(2);
    const third = await show(3);
    const everything = () => [first, second, third].flatMap((page) => page.names() ?? []);
    expect(everything()).toEqual(names(1, 12));
    convex.answer("gatehouse/users:list", paginate([userRow(0), ...userRows(1, 12)]));
    expect(everything()).toEqual(names(0, 12));
    convex.answer("gatehouse/users:list", paginate(userRows(3, 12)));
    expect(everything()).toEqual(names(3, 12));
  });

  it("opens a page reached by its address once its beginning is known", async () => {
    const { convex, live, show } = setUp(userRows(1, 8));
    stop = live.start();
    const second = await show(2);
    expect(second.names()).toEqual(names(6, 8));
    convex.answer("gatehouse/users:list", paginate(userRows(1, 9)));
    expect(second.names()).toEqual(names(6, 9));
  });

  it("asks afresh for a page that has grown far beyond its size", async () => {
    const { convex, live, show } = setUp(userRows(1, 3));
    stop = live.start();
    const page = await show(1);
    const whole = { page: userRows(1, 11), isDone: true, continueCursor: "end" };
    let asked = 0;
    // Convex lets a watched page grow; a watch opened anew gets a page of the right size.
    convex.answer("gatehouse/users:list", (args) =>
      (asked += 1) === 1 ? whole : paginate(userRows(1, 11))(args),
    );
    expect(page.names()).toEqual(names(1, PER_PAGE));
  });

  it("does not go round in circles over a page that is too long to begin with", async () => {
    const { convex, live, show } = setUp([]);
    convex.answer("gatehouse/users:list", () => ({
      page: userRows(1, 30),
      isDone: true,
      continueCursor: "end",
    }));
    stop = live.start();
    const page = await show(1);
    expect(page.names()).toHaveLength(30);
  });

  it("holds back while a change to the resource is being saved, then shows it", async () => {
    const { convex, live, queryClient, show } = setUp(userRows(1, 2));
    stop = live.start();
    const page = await show(1);
    let finish = () => {};
    const saving = new Promise<void>((resolve) => (finish = resolve));
    const mutation = queryClient.getMutationCache().build(queryClient, {
      mutationKey: ["users", "update", {}],
      mutationFn: () => saving,
    });
    const saved = mutation.execute(undefined);
    await vi.waitFor(() => expect(queryClient.isMutating()).toBe(1));
    convex.answer(
      "gatehouse/users:list",
      paginate([userRow(1, { name: "From elsewhere" }), userRow(2)]),
    );
    expect(page.names()).toEqual(names(1, 2));
    finish();
    await saved;
    await vi.waitFor(() => expect(page.names()?.[0]).toBe("From elsewhere"));
  });

  it("shows a failing query as an error in words, and recovers", async () => {
    const { convex, live, show } = setUp(userRows(1, 2));
    stop = live.start();
    const page = await show(1);
    convex.answer("gatehouse/users:list", () => {
      throw new Error("[CONVEX Q(users:list)] [Request ID: 1a] Server Error");
    });
    expect(page.observer.getCurrentResult().error?.message).toMatch(
      /^users:list failed on the server/,
    );
    convex.answer("gatehouse/users:list", paginate(userRows(1, 2)));
    expect(page.observer.getCurrentResult().error).toBeNull();
  });

  it("marks rows that changed, for a moment", async () => {
    const { convex, live, changes, show } = setUp(userRows(1, 3));
    stop = live.start();
    await show(1);
    expect(changes.has("users", "user_1")).toBe(false);
    convex.answer(
      "gatehouse/users:list",
      paginate([userRow(1), userRow(2, { name: "Renamed" }), userRow(3)]),
    );
    expect(["user_1", "user_2", "user_3"].filter((id) => changes.has("users", id))).toEqual([
      "user_2",
    ]);
    await vi.advanceTimersByTimeAsync(2_000);
    expect(changes.has("users", "user_2")).toBe(false);
  });
});
