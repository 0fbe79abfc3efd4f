import { screen } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { Route, Routes } from "react-router-dom";
import { NOW } from "../../tests/diagnostics/fixtures";
import { FakeConvex, paginate } from "../testing/fakeConvex";
import { renderConsole } from "../testing/renderConsole";
import { Diagnostics } from "./Diagnostics";
import { useOpenLoops } from "./loops/useOpenLoops";
import { ToMendCount } from "./ToMendCount";

const LOOP = {
  _id: "loop1",
  workosUserId: "user_1",
  userLabel: "ada@example.com",
  startedAt: NOW,
  endedAt: NOW + 42_000,
  count: 7,
  medianGapMs: 6_000,
  ip: "203.0.113.7",
  userAgent: "Mozilla/5.0 (Windows NT 10.0) Chrome/140.0 Safari/537.36",
  probableCause: "cookie-not-set",
  resolved: false,
};
const COMPARISON = {
  environments: [{ id: "env1", name: "Local" }],
  rows: [
    { field: "clientId", values: ["client_1"], note: "suspicious" },
    { field: "findings", values: ["2"], note: "same" },
  ],
};

function convexWith(loops: (typeof LOOP)[] = []) {
  return new FakeConvex()
    .answer("gatehouse/environments:list", () => [])
    .answer("gatehouse/diagnostics:loops", paginate(loops))
    .answer("gatehouse/diagnostics:compare", () => COMPARISON)
    .answer("gatehouse/environments:save", () => "env1");
}

const open = (at: string, convex = convexWith(), role: "admin" | "auditor" = "admin") =>
  renderConsole(
    <Routes>
      <Route path="/diagnostics/*" element={<Diagnostics />} />
    </Routes>,
    { convex, at, role },
  );

describe("the pages", () => {
  it.each([
    ["/diagnostics", /No environment of your app is known/],
    ["/diagnostics/person", /asked about this one person/],
    ["/diagnostics/loops", /Nobody is going round in circles/],
    ["/diagnostics/tools", /Nothing leaves this page/],
    ["/diagnostics/environments", /No environment yet/],
    ["/diagnostics/catalogue", /The four everybody meets first/],
    ["/diagnostics/catalogue/redirect-uri-not-registered", /What the person sees/],
    ["/diagnostics/catalogue/nonsense", /There is no such cause/],
    ["/diagnostics/nowhere", /There is no such page/],
  ])("%s", async (at, text) => {
    open(at);
    await screen.findByText(text);
  });

  it("offers an auditor no diagnosis of people", async () => {
    open("/diagnostics/loops", convexWith(), "auditor");
    await screen.findByRole("link", { name: "Causes" });
    expect(screen.queryByRole("link", { name: "A person" })).toBeNull();
  });
});

describe("loops", () => {
  it("are told with who, how often, on what, and why", async () => {
    open("/diagnostics/loops", convexWith([LOOP]));
    const row = await screen.findByText(/signed in 7 times within 42 s, every 6 s/);
    expect(row.textContent).toContain("Chrome on Windows, 203.0.113.7");
    expect(screen.getByRole("link", { name: "ada@example.com" }).getAttribute("href")).toBe(
      "/users/user_1",
    );
    expect(screen.getByText("not resolved")).toBeTruthy();
  });

  it("are narrowed down to those not resolved", async () => {
    const convex = convexWith([LOOP]);
    const person = open("/diagnostics/loops", convex);
    await person.click(await screen.findByRole("checkbox"));
    await screen.findByText(/signed in 7 times/);
    expect(convex.argsOf("gatehouse/diagnostics:loops").at(-1)).toMatchObject({ unresolved: true });
  });

  it("are counted by person for the overview, those of this week", async () => {
    const recent = { ...LOOP, endedAt: Date.now() - 60_000 };
    const again = { ...recent, _id: "loop2" };
    const longAgo = { ...LOOP, _id: "loop3", workosUserId: "user_2", endedAt: 1_000 };
    const Count = () => <span>{useOpenLoops()} open</span>;
    renderConsole(<Count />, { convex: convexWith([recent, again, longAgo]) });
    await screen.findByText("1 open");
  });
});

describe("environments", () => {
  const row = { ...COMPARISON.environments[0], _id: "env1" };

  it("stand side by side, with what they share marked", async () => {
    open(
      "/diagnostics/environments",
      convexWith().answer("gatehouse/environments:list", () => [row]),
    );
    await screen.findByRole("table", { name: "Environments side by side" });
    expect(screen.getByText("shared")).toBeTruthy();
    expect(screen.getByText("client_1")).toBeTruthy();
  });

  it("are added by an admin", async () => {
    const convex = convexWith();
    const person = open("/diagnostics/environments?add", convex);
    await person.type(await screen.findByLabelText("Name"), "Production");
    await person.type(screen.getByLabelText("App's address"), "https://app.example.com");
    await person.type(screen.getByLabelText("Redirect URIs"), "https://app.example.com/callback");
    await person.type(screen.getByLabelText("WorkOS client ID"), "client_01");
    await person.click(screen.getByRole("button", { name: "Add this environment" }));
    await screen.findByText("Production is saved.");
    expect(convex.argsOf("gatehouse/environments:save")[0]).toMatchObject({
      name: "Production",
      redirectUris: ["https://app.example.com/callback"],
      authMode: "client-only",
    });
  });

  it("are not changed by others", async () => {
    open("/diagnostics/environments?add", convexWith(), "auditor");
    await screen.findByText("No environment yet");
    expect(screen.queryByRole("button", { name: /Add/ })).toBeNull();
  });
});

describe("the rail", () => {
  it("counts what is to mend", async () => {
    renderConsole(<ToMendCount />, { convex: convexWith() });
    await screen.findByLabelText("2 to mend");
  });
});
