import { screen } from "@testing-library/react";
import { ConvexError } from "convex/values";
import { describe, expect, it } from "vitest";
import { renderConsole } from "../../testing/renderConsole";
import { healthyWebhooks } from "../testing";
import { Webhooks } from "../Webhooks";
import type { EndpointReport } from "./endpointReport";

const URL = "https://x.convex.site/workos/webhook";
const endpoint = (changes = {}): EndpointReport["endpoints"][number] => ({
  id: "we_1",
  url: URL,
  relation: "ours",
  enabled: true,
  events: ["user.created"],
  missing: [],
  secret: "fits",
  ...changes,
});
const sound: EndpointReport = {
  url: URL,
  endpoints: [endpoint()],
  problems: [],
  plan: [],
  checkedAt: 1_000,
};
const broken: EndpointReport = {
  ...sound,
  endpoints: [
    endpoint({ id: "we_2", relation: "other", url: "https://other.example" }),
    endpoint({ enabled: false, missing: ["user.deleted"] }),
  ],
  problems: [{ code: "webhook-endpoint-disabled", sentence: "The endpoint we_1 is switched off." }],
  plan: ["Change we_1: switch it on"],
};
const at = "/webhooks/endpoint";
const withReport = (report: EndpointReport) =>
  healthyWebhooks().answer("gatehouse/endpoints:check", () => report);

describe("the endpoint page", () => {
  it("says in one line that all is well", async () => {
    renderConsole(<Webhooks />, { convex: withReport(sound), at });
    await screen.findByText(/^One endpoint points here/);
    expect(screen.queryByRole("button", { name: /Repair/ })).toBeNull();
  });

  it("says what is wrong, what repairing does, and looks again once it is done", async () => {
    const convex = withReport(broken).answer("gatehouse/endpoints:repair", () => sound);
    const person = renderConsole(<Webhooks />, { convex, at });
    await screen.findByText("The endpoint we_1 is switched off.");
    expect(screen.getByText("Change we_1: switch it on")).toBeTruthy();
    const [first] = screen.getAllByRole("listitem").slice(-2);
    expect(first?.textContent).toMatch(/points here.*off.*Not told about user.deleted/);
    convex.answer("gatehouse/endpoints:check", () => sound);
    await person.click(screen.getByRole("button", { name: "Repair the endpoint" }));
    await screen.findByText(/^One endpoint points here/);
    await screen.findByText("The endpoint was repaired in WorkOS.");
  });

  it("leaves repairing to admins", async () => {
    renderConsole(<Webhooks />, { convex: withReport(broken), at, role: "support" });
    await screen.findByText("Repairing takes the role admin.");
    expect(screen.queryByRole("button", { name: /Repair/ })).toBeNull();
  });

  it("says which command sets the secret, which it never shows", async () => {
    const report: EndpointReport = {
      ...sound,
      endpoints: [endpoint({ secret: "differs" })],
      problems: [{ code: "webhook-secret-mismatch", sentence: "Another secret." }],
    };
    renderConsole(<Webhooks />, { convex: withReport(report), at });
    await screen.findByText("npx convex env set WORKOS_WEBHOOK_SECRET whsec_…");
    expect(screen.getByText("the deployment has another signing secret")).toBeTruthy();
  });

  it("says what WorkOS answered, and asks again when told to", async () => {
    const convex = healthyWebhooks().answer("gatehouse/endpoints:check", () => {
      throw new ConvexError({
        code: "workos_failed",
        message: "WorkOS answered 401. Copy the key.",
      });
    });
    const person = renderConsole(<Webhooks />, { convex, at });
    await screen.findByText("WorkOS answered 401. Copy the key.");
    convex.answer("gatehouse/endpoints:check", () => ({ ...sound, endpoints: [] }));
    await person.click(screen.getByRole("button", { name: "Try again" }));
    await screen.findByText(/appears as soon as it is created/);
  });
});
