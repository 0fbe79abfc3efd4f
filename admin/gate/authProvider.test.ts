import { expect, it } from "vitest";
import { resources } from "../providers/resources";
import { OPERATOR } from "../testing/renderConsole";
import { createAuthProvider } from "./authProvider";

const accessTo = async (resource: string, role: typeof OPERATOR.role) =>
  await createAuthProvider({ ...OPERATOR, role }, () => undefined).canAccess?.({
    action: "list",
    resource,
  });

it.each(Object.keys(resources))("lets an admin list %s", async (resource) => {
  expect(await accessTo(resource, "admin")).toBe(true);
});

it("keeps from auditors what is not for them, and from all what it does not know", async () => {
  expect(await accessTo("drift", "auditor")).toBe(false);
  expect(await accessTo("audit", "auditor")).toBe(true);
  expect(await accessTo("secrets", "admin")).toBe(false);
});
