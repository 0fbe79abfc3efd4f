import { screen, waitFor } from "@testing-library/react";
import { ConvexError } from "convex/values";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { refusal, returnTo, tokenTrouble } from "../providers/session";
import type { SignInCallback } from "../providers/signInCallback";
import { FakeConvex } from "../testing/fakeConvex";
import { OPERATOR, renderConsole } from "../testing/renderConsole";
import { Gate } from "./Gate";
import type { Viewer } from "./sessionState";
import { useOperator } from "./viewer";

/** What AuthKit and Convex's client say; the tests set it. */
const session = vi.hoisted(() => ({
  isLoading: false,
  user: null as { id: string } | null,
  convex: { isLoading: false, isAuthenticated: false, isRefreshing: false },
  signIn: (_options: unknown) => Promise.resolve(),
  signOut: (_options: unknown) => {},
}));
vi.mock("@workos-inc/authkit-react", async (original) => ({
  ...(await original()),
  useAuth: () => session,
}));
vi.mock("convex/react", async (original) => ({
  ...(await original()),
  useConvexAuth: () => session.convex,
}));

const outside = (changes: Partial<Extract<Viewer, { status: "notOperator" }>> = {}): Viewer => ({
  status: "notOperator",
  workosId: "user_1",
  email: "eve@example.com",
  reason: "notListed",
  adminsConfigured: true,
  ...changes,
});

interface Arrival {
  at?: string;
  callback?: SignInCallback | null;
}

function knock(viewer: Viewer, { at = "/users", callback = null }: Arrival = {}) {
  const convex = new FakeConvex()
    .answer("gatehouse/operators:viewer", () => viewer)
    .answer("gatehouse/provisioning:ensureUser", () => ({
      userId: "row1",
      status: "active",
      created: false,
    }))
    .answer("gatehouse/operators:enter", () => viewer);
  const person = renderConsole(
    <Gate callback={callback}>
      <Inside />
    </Gate>,
    { convex, at },
  );
  return { convex, person };
}

function Inside() {
  return <p>Inside as {useOperator().role}</p>;
}

function signedIn() {
  session.user = { id: "user_1" };
  session.convex = { isLoading: false, isAuthenticated: true, isRefreshing: false };
}

beforeEach(() => {
  session.isLoading = false;
  session.user = null;
  session.convex = { isLoading: false, isAuthenticated: false, isRefreshing: false };
  session.signIn = vi.fn(() => Promise.resolve());
  session.signOut = vi.fn();
  refusal.set(null);
  tokenTrouble.set(null);
  returnTo.set("/");
});

describe("signed out", () => {
  it("offers to sign in, and comes back to the same address", async () => {
    const { person } = knock({ status: "signedOut" });
    window.history.replaceState({}, "", "/users?page=2");
    await person.click(screen.getByRole("button", { name: "Sign in with WorkOS" }));
    expect(session.signIn).toHaveBeenCalledWith({ state: { returnTo: "/users?page=2" } });
  });

  it("says why signing in cannot begin", async () => {
    session.signIn = () => Promise.reject(new TypeError("subtle is undefined"));
    const { person } = knock({ status: "signedOut" });
    await person.click(screen.getByRole("button", { name: "Sign in with WorkOS" }));
    expect((await screen.findByRole("alert")).textContent).toMatch(
      /could not begin|secure address/,
    );
  });
});

describe("back from WorkOS", () => {
  it("goes to where the person was", async () => {
    signedIn();
    returnTo.set("/audit");
    knock(OPERATOR, { at: "/callback?code=abc" });
    await screen.findByText("Inside as admin");
    expect(screen.getByTestId("address").textContent).toBe("/audit");
  });

  it("explains an error WorkOS sent along", () => {
    knock(OPERATOR, {
      at: "/callback",
      callback: { kind: "refused", error: "access_denied", description: "Not today" },
    });
    expect(screen.getByText(/Not today/)).toBeTruthy();
    expect(screen.getByRole("button", { name: "Sign in with WorkOS" })).toBeTruthy();
  });

  it("explains a code that could not be exchanged", () => {
    knock(OPERATOR, { at: "/callback", callback: { kind: "code", startedHere: false } });
    expect(
      screen.getByRole("heading", { name: "This sign-in did not start in this tab" }),
    ).toBeTruthy();
  });
});

describe("signed in", () => {
  beforeEach(signedIn);

  it("lets operators in", async () => {
    knock({ ...OPERATOR, role: "support" });
    await screen.findByText("Inside as support");
  });

  it("says why Convex does not accept the token, and in whose words", () => {
    session.convex = { isLoading: false, isAuthenticated: false, isRefreshing: false };
    refusal.set("No auth provider found matching the given token");
    knock(OPERATOR);
    expect(screen.getByText(/its WORKOS_CLIENT_ID is missing/)).toBeTruthy();
    expect(screen.getByText("No auth provider found matching the given token")).toBeTruthy();
  });

  it("tells that WorkOS does not answer, rather than signing the person out", () => {
    session.convex = { isLoading: true, isAuthenticated: false, isRefreshing: false };
    tokenTrouble.set(new TypeError("Failed to fetch"));
    knock(OPERATOR);
    expect(screen.getByRole("heading", { name: "WorkOS does not answer" })).toBeTruthy();
  });

  it("tells others who they are, why not, and how to become one", async () => {
    const { person } = knock(outside());
    await screen.findByText(/not among the operators/);
    expect(screen.getByText("user_1")).toBeTruthy();
    expect(screen.getByText("eve@example.com")).toBeTruthy();
    expect(screen.getByText("npx convex env set GATEHOUSE_ADMINS eve@example.com")).toBeTruthy();
    expect(screen.getByText("GATEHOUSE_ADMINS=eve@example.com")).toBeTruthy();
    await person.click(screen.getByRole("button", { name: "Sign out" }));
    expect(session.signOut).toHaveBeenCalledOnce();
  });

  it.each([
    [outside({ adminsConfigured: false }), /GATEHOUSE_ADMINS is not set/],
    [outside({ reason: "unverifiedEmail" }), /has not verified your address eve@example.com/],
    [outside({ reason: "unknown" }), /no row for you/],
    [outside({ reason: "removed" }), /An admin .* has taken your role .* away/],
    [outside({ reason: "pendingProfile", email: null }), /waits for your e-mail address/],
  ])("gives the reason of %j", async (viewer, words) => {
    knock(viewer);
    await screen.findByRole("button", { name: "Check again" });
    expect(screen.getByRole("status").textContent).toMatch(words);
  });

  it("turns into the console by itself once the profile has arrived", async () => {
    const { convex } = knock(outside({ reason: "pendingProfile", email: null }));
    await screen.findByRole("heading", { name: "Fetching your profile from WorkOS" });
    convex.answer("gatehouse/operators:enter", () => {
      convex.answer("gatehouse/operators:viewer", () => OPERATOR);
      return OPERATOR;
    });
    convex.answer("gatehouse/operators:viewer", () => outside({ reason: "pendingProfile" }));
    await screen.findByText("Inside as admin");
    expect(convex.argsOf("gatehouse/operators:enter")).toHaveLength(2);
  });

  it("shuts by itself when the operator is removed", async () => {
    const { convex } = knock(OPERATOR);
    await screen.findByText("Inside as admin");
    convex.answer("gatehouse/operators:viewer", () => outside());
    convex.answer("gatehouse/operators:enter", () => outside());
    await screen.findByText(/not among the operators/);
  });

  it("does not tell somebody removed to list themselves, which would not help", async () => {
    knock(outside({ reason: "removed" }));
    await screen.findByText(/Only an admin can give you one again/);
    expect(screen.queryByText(/npx convex env set GATEHOUSE_ADMINS/)).toBeNull();
  });

  it("asks again on request", async () => {
    const { convex, person } = knock(outside());
    await person.click(await screen.findByRole("button", { name: "Check again" }));
    await waitFor(() => expect(convex.argsOf("gatehouse/operators:enter")).toHaveLength(2));
  });

  it("tells somebody who is no user of the app how to become one, and lets them in then", async () => {
    const { convex } = knock(outside({ reason: "unknown" }));
    const detail = "The app's table requires plan. Let newUser in gatehouse.config.ts supply that.";
    convex.answer("gatehouse/provisioning:ensureUser", () => {
      throw new ConvexError({ code: "app_fields_missing", message: detail });
    });
    (await screen.findByRole("button", { name: "Check again" })).click();
    await screen.findByRole("heading", { name: "You are no user of the app yet" });
    expect(screen.getByRole("alert").textContent).toMatch(/Sign in to the app itself once/);
    expect(screen.getByText(detail)).toBeTruthy();

    convex.answer("gatehouse/provisioning:ensureUser", () => ({
      userId: "row1",
      status: "active",
      created: false,
    }));
    convex.answer("gatehouse/operators:enter", () => {
      convex.answer("gatehouse/operators:viewer", () => OPERATOR);
      return OPERATOR;
    });
    convex.answer("gatehouse/operators:viewer", () => outside());
    await screen.findByText("Inside as admin");
  });

  it("says why the console cannot be opened", async () => {
    const { convex } = knock(outside({ reason: "unknown" }));
    convex.answer("gatehouse/provisioning:ensureUser", () => {
      throw new ConvexError({ code: "user_deleted", message: "This account was deleted." });
    });
    const again = await screen.findByRole("button", { name: "Check again" });
    again.click();
    expect((await screen.findByRole("alert")).textContent).toBe("This account was deleted.");
  });
});
