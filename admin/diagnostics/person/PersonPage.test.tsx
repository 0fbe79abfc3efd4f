import { screen, within } from "@testing-library/react";
import { ConvexError } from "convex/values";
import { Link } from "react-router-dom";
import { describe, expect, it } from "vitest";
import { NOW } from "../../../tests/diagnostics/fixtures";
import { SOUND_BROWSER } from "../../check/testing";
import { FakeConvex } from "../../testing/fakeConvex";
import { renderConsole } from "../../testing/renderConsole";
import { finding } from "../testing";
import { PersonPage } from "./PersonPage";

const DIAGNOSIS = {
  workosId: "user_1",
  email: "ada@example.com",
  verdict: "Most likely: the browser of ada@example.com blocks WorkOS's cookie.",
  findings: [finding({ title: "A blocked cookie", certainty: "likely" })],
  evidence: [
    { source: "the log of sign-ins", sentence: "7 sign-ins today.", at: NOW, available: true },
    { source: "sessions at WorkOS", sentence: "WorkOS did not answer.", at: NOW, available: false },
  ],
  replyText: "Hello Ada,\n\nplease allow cookies.",
  loops: [
    {
      startedAt: NOW,
      endedAt: NOW + 42_000,
      count: 7,
      medianGapMs: 6_000,
      probableCause: "third-party-cookie-blocked",
      resolved: false,
    },
  ],
};

const convexWith = (diagnosis: object = DIAGNOSIS) =>
  new FakeConvex().answer("gatehouse/diagnostics:person", () => diagnosis);

describe("diagnosing a person", () => {
  it("asks by e-mail and says verdict, evidence, loops and a reply", async () => {
    const convex = convexWith();
    const person = renderConsole(<PersonPage />, { convex, at: "/diagnostics/person" });
    await person.type(screen.getByRole("textbox"), "ada@example.com");
    await person.click(screen.getByRole("button", { name: "Diagnose this person" }));
    const lead = within(await screen.findByRole("article", { name: "First: A blocked cookie" }));
    expect(lead.getByText(DIAGNOSIS.verdict)).toBeTruthy();
    expect(screen.getByText("7 sign-ins today.")).toBeTruthy();
    expect(screen.getByText("not known")).toBeTruthy();
    expect(screen.getByText(/Signed in 7 times within 42 s, every 6 s/)).toBeTruthy();
    expect(screen.getByRole("textbox", { name: "Reply to the person" })).toHaveProperty(
      "value",
      DIAGNOSIS.replyText,
    );
    expect(convex.argsOf("gatehouse/diagnostics:person")).toEqual([{ email: "ada@example.com" }]);
    expect(screen.getByTestId("address").textContent).toContain("email=ada%40example.com");
  });

  it("leaves the focus where it was asked from, to ask about the next one", async () => {
    const person = renderConsole(<PersonPage />, {
      convex: convexWith(),
      at: "/diagnostics/person",
    });
    const box = screen.getByRole("textbox", { name: "Who cannot sign in" });
    await person.type(box, "ada@example.com{Enter}");
    await screen.findByText(DIAGNOSIS.verdict);
    expect(document.activeElement).toBe(box);
  });

  it("shows whom a link asks about instead", async () => {
    const person = renderConsole(
      <>
        <Link to="/diagnostics/person?id=user_1">Their page</Link>
        <PersonPage />
      </>,
      { convex: convexWith(), at: "/diagnostics/person?email=eve@example.com&console=" },
    );
    await person.click(screen.getByRole("link", { name: "Their page" }));
    await screen.findByDisplayValue("user_1");
    expect(screen.getByRole("checkbox")).toHaveProperty("checked", false);
  });

  it("asks at once when it came by a link", async () => {
    const convex = convexWith();
    renderConsole(<PersonPage />, { convex, at: "/diagnostics/person?id=user_1" });
    await screen.findByText(DIAGNOSIS.verdict);
    expect(convex.argsOf("gatehouse/diagnostics:person")).toEqual([{ workosId: "user_1" }]);
  });

  it("asks why somebody cannot open this console", async () => {
    const convex = convexWith();
    const person = renderConsole(<PersonPage />, { convex, at: "/diagnostics/person" });
    await person.type(screen.getByRole("textbox"), "ada@example.com");
    await person.click(screen.getByRole("checkbox", { name: /this console they cannot open/ }));
    await person.click(screen.getByRole("button", { name: "Diagnose this person" }));
    await screen.findByText(DIAGNOSIS.verdict);
    expect(convex.argsOf("gatehouse/diagnostics:person")).toEqual([
      { email: "ada@example.com", console: true },
    ]);
  });

  it("says when nothing is wrong", async () => {
    const verdict = "Nothing is wrong with ada@example.com: every check passed.";
    const convex = convexWith({ ...DIAGNOSIS, verdict, findings: [], loops: [] });
    renderConsole(<PersonPage />, { convex, at: "/diagnostics/person?id=user_1" });
    await screen.findByText(verdict);
    expect(screen.queryByRole("article", { name: /First/ })).toBeNull();
  });

  it("says why it could not ask", async () => {
    const convex = new FakeConvex().answer("gatehouse/diagnostics:person", () => {
      throw new ConvexError({ code: "invalid_input", message: "Give an e-mail address." });
    });
    renderConsole(<PersonPage />, { convex, at: "/diagnostics/person?email=x" });
    await screen.findByText("Give an e-mail address.");
  });
});

describe("the person's own browser", () => {
  const check = { code: "ABC23XYZ45", createdAt: NOW, expiresAt: NOW, workosUserId: "user_1" };
  const waiting = { ...check, submittedAt: null, report: null, findings: [] };

  const reply = () =>
    screen.getByRole<HTMLTextAreaElement>("textbox", { name: "Reply to the person" }).value;

  it("is promised in a reply only with its link", async () => {
    const replyText = "Hello Ada,\n\nplease open [self-check link] in your browser.";
    const convex = convexWith({ ...DIAGNOSIS, replyText })
      .answer("gatehouse/selfChecks:create", () => ({ ...check, path: "/check?c=ABC23XYZ45" }))
      .answer("gatehouse/selfChecks:get", () => waiting);
    const person = renderConsole(<PersonPage />, { convex, at: "/diagnostics/person?id=user_1" });
    await screen.findByText(/needs a link that is not made yet/);
    await person.click(screen.getByRole("button", { name: "Make a self-check link" }));
    await screen.findByText(/Waiting for the person/);
    expect(reply()).toMatch(/please open http\S+\/check\?c=ABC23XYZ45 in your browser\.$/);
    expect(screen.queryByText(/needs a link that is not made yet/)).toBeNull();
  });

  it("is examined by a link, and the answer appears by itself", async () => {
    const convex = convexWith()
      .answer("gatehouse/selfChecks:create", () => ({ ...check, path: "/check?c=ABC23XYZ45" }))
      .answer("gatehouse/selfChecks:get", () => waiting);
    const person = renderConsole(<PersonPage />, { convex, at: "/diagnostics/person?id=user_1" });
    await person.click(await screen.findByRole("button", { name: "Make a self-check link" }));
    await screen.findAllByText(/\/check\?c=ABC23XYZ45$/);
    await screen.findByText(/Waiting for the person/);
    expect(convex.argsOf("gatehouse/selfChecks:create")).toEqual([{ workosUserId: "user_1" }]);
    expect(reply()).toMatch(
      /^Hello Ada,\n\nplease allow cookies\.\n\nThis page looks .*\/check\?c=ABC23XYZ45$/,
    );

    const report = { ...SOUND_BROWSER, cookiesEnabled: false };
    const blocked = finding({ code: "browser-storage-blocked", title: "Storage is refused" });
    convex.answer("gatehouse/selfChecks:get", () => ({
      ...waiting,
      submittedAt: NOW,
      report,
      findings: [blocked],
    }));
    await screen.findByRole("article", { name: "First: Storage is refused" });
    expect(screen.getByText("refused")).toBeTruthy();
  });
});
