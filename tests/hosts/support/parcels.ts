import { expect } from "vitest";
import type { Host } from "./host";

const SERVER = { serverKey: "only-the-server-knows" };

/**
 * A monorepo: functions in `packages/backend/convex`, tables in files of their own, TypeScript 5.5,
 * `_generated` not committed. Its web server signs people in, so it has neither HTTP routes nor an auth
 * config.
 */
export const parcels: Host = {
  name: "parcels",
  functions: "packages/backend/convex",
  home: "packages/backend",
  typescript: "5.5",
  variables: { SERVER_KEY: SERVER.serverKey },
  newUser: '() => ({ depot: "north" })',
  summary: {
    functions: [
      ...["parcels:assign", "parcels:assignWaiting", "parcels:send", "parcels:track"],
      ...["people:atDepot", "people:get", "people:hire", "people:move", "people:remove"],
      "people:signedIn",
    ],
    routes: [],
    crons: ["assign what waits"],
    indexes: [
      ...["counts.by_name", "parcels.by_number", "parcels.by_sender", "parcels.by_state"],
      ...["parcels.search_number", "users.by_depot", "users.by_workos_id"],
    ],
    rows: { counts: 1, parcels: 2, users: 3 },
  },

  async signIn({ anyone }, { id, email, name }) {
    await anyone.mutation("people:signedIn", { ...SERVER, workosId: id, email, name });
  },

  async fill({ anyone, stored }, { ada, linus }) {
    const users = await stored.rows("users");
    const sender = users.find(({ workosId }) => workosId === ada.id)?._id;
    await anyone.mutation("people:hire", { ...SERVER, workosId: linus.id });
    await anyone.mutation("parcels:send", { ...SERVER, sender, weightInGrams: 900 });
    await anyone.mutation("parcels:send", { ...SERVER, sender, weightInGrams: 1_250.5 });
    await anyone.mutation("people:move", { ...SERVER, workosId: ada.id, depot: "south" });
  },

  questions: ({ anyone }, { ada, linus }) => ({
    "what Ada is": () => anyone.query("people:get", { ...SERVER, workosId: ada.id }),
    "what Linus is": () => anyone.query("people:get", { ...SERVER, workosId: linus.id }),
    "who is in the north": () => anyone.query("people:atDepot", { ...SERVER, depot: "north" }),
    "the second parcel": () => anyone.query("parcels:track", { number: "PX-0000-0002" }),
  }),

  async work({ anyone }, { ada }) {
    const person = { ...SERVER, workosId: ada.id };
    await anyone.mutation("people:move", { ...person, depot: "west" });
    expect(await anyone.query("people:get", person)).toMatchObject({ depot: "west" });
    expect(await anyone.query("people:atDepot", { ...SERVER, depot: "west" })).toHaveLength(1);
  },

  async leave({ anyone }, { id }) {
    await anyone.mutation("people:remove", { ...SERVER, workosId: id });
  },
};
