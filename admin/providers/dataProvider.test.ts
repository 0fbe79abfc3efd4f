import { ConvexError } from "convex/values";
import { describe, expect, it } from "vitest";
import { FakeConvex, paginate } from "../testing/fakeConvex";
import { userRow, userRows } from "../testing/users";
import { CursorMap } from "./cursors";
import { createDataProvider } from "./dataProvider";

function setUp() {
  const convex = new FakeConvex();
  const provider = createDataProvider(convex.asClient, new CursorMap());
  const list = (page: number, resource = "users", filter = {}) =>
    provider.getList(resource, {
      pagination: { page, perPage: 10 },
      sort: { field: "createdAt", order: "DESC" },
      filter,
    });
  return { convex, provider, list };
}
const ids = (result: { data: { id: unknown }[] }) => result.data.map(({ id }) => id);

describe("getList", () => {
  it("asks users:list in the API's words", async () => {
    const { convex, list } = setUp();
    convex.answer("gatehouse/users:list", paginate(userRows(1, 3)));
    const result = await list(1, "users", { status: "active" });
    expect(convex.argsOf("gatehouse/users:list")).toEqual([
      {
        paginationOpts: { numItems: 10, cursor: null },
        sort: { field: "createdAt", order: "desc" },
        filter: { status: "active" },
      },
    ]);
    expect(ids(result)).toEqual(["user_1", "user_2", "user_3"]);
    expect(result.pageInfo).toEqual({ hasNextPage: false, hasPreviousPage: false });
  });

  it("pages forward with the cursor of the page before", async () => {
    const { convex, list } = setUp();
    convex.answer("gatehouse/users:list", paginate(userRows(1, 25)));
    await list(1);
    const second = await list(2);
    expect(ids(second)).toEqual(userRows(11, 20).map(({ workosId }) => workosId));
    expect(second.pageInfo).toEqual({ hasNextPage: true, hasPreviousPage: true });
    expect(convex.argsOf("gatehouse/users:list")).toHaveLength(2);
  });

  it("walks to a page that was opened by its address", async () => {
    const { convex, list } = setUp();
    convex.answer("gatehouse/users:list", paginate(userRows(1, 25)));
    expect(ids(await list(3))).toEqual(["user_21", "user_22", "user_23", "user_24", "user_25"]);
    expect(convex.argsOf("gatehouse/users:list")).toHaveLength(3);
  });

  it("answers a page beyond the end with nothing, so that react-admin goes back", async () => {
    const { convex, list } = setUp();
    convex.answer("gatehouse/users:list", paginate(userRows(1, 5)));
    expect(ids(await list(4))).toEqual([]);
    expect(convex.argsOf("gatehouse/users:list")).toHaveLength(1);
  });

  it.each([
    ["inbox", "gatehouse/inbox:list"],
    ["audit", "gatehouse/audit:list"],
  ])("reads %s from %s", async (resource, name) => {
    const { convex, list } = setUp();
    convex.answer(name, paginate([{ _id: "row", eventId: "row" }]));
    expect(ids(await list(1, resource))).toEqual(["row"]);
  });

  it("names a resource that does not exist", async () => {
    await expect(setUp().list(1, "cats")).rejects.toThrow(/no resource "cats"/);
  });

  it("puts failures into words", async () => {
    const { convex, list } = setUp();
    convex.answer("gatehouse/users:list", () => {
      throw new ConvexError({ code: "role_missing", message: "This needs the role auditor." });
    });
    await expect(list(1)).rejects.toMatchObject({
      code: "role_missing",
      message: "This needs the role auditor.",
    });
  });
});

describe("getOne and getMany", () => {
  it("finds a user by id", async () => {
    const { convex, provider } = setUp();
    convex.answer("gatehouse/users:get", ({ id }) => userRow(id === "user_2" ? 2 : 1));
    const { data } = await provider.getOne("users", { id: "user_2" });
    expect(data).toMatchObject({ id: "user_2", name: "Person 2" });
    const many = await provider.getMany("users", { ids: ["user_1", "user_2"] });
    expect(ids(many)).toEqual(["user_1", "user_2"]);
  });

  it("says what to check when there is none", async () => {
    const { convex, provider } = setUp();
    convex.answer("gatehouse/users:get", () => null);
    await expect(provider.getOne("users", { id: "user_9" })).rejects.toMatchObject({
      code: "not_found",
      message: expect.stringMatching(/user_9.*copied whole/) as string,
    });
  });
});

describe("changes", () => {
  it("saves agents with what they were expected to be", async () => {
    const { convex, provider } = setUp();
    convex.answer("gatehouse/users:setEnabledAgents", () => userRow(1, { enabledAgents: ["pi"] }));
    const { data } = await provider.update("users", {
      id: "user_1",
      data: { enabledAgents: ["pi"] },
      previousData: { ...userRow(1, { enabledAgents: ["amp"] }), id: "user_1" },
    });
    expect(convex.argsOf("gatehouse/users:setEnabledAgents")).toEqual([
      { id: "row1", enabledAgents: ["pi"], expected: ["amp"] },
    ]);
    expect(data).toMatchObject({ id: "user_1", enabledAgents: ["pi"] });
  });

  it("refuses what the console does not do, in words", async () => {
    const { provider } = setUp();
    const words = /cannot be changed that way/;
    await expect(
      provider.update("audit", { id: 1, data: {}, previousData: { id: 1 } }),
    ).rejects.toThrow(words);
    await expect(provider.create("users", { data: {} })).rejects.toThrow(words);
    await expect(provider.delete("users", { id: 1 })).rejects.toThrow(words);
    await expect(provider.deleteMany("users", { ids: [1] })).rejects.toThrow(words);
    await expect(provider.updateMany("users", { ids: [1], data: {} })).rejects.toThrow(words);
  });
});
