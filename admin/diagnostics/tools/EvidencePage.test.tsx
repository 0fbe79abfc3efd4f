import { fireEvent, screen } from "@testing-library/react";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { harText, streamOf } from "../../../tests/diagnostics/har";
import {
  clientOnlySignIn,
  serverLoop,
  SESSION_COOKIE,
} from "../../../tests/diagnostics/recordedSignIns";
import { NOW } from "../../../tests/diagnostics/fixtures";
import { FakeConvex } from "../../testing/fakeConvex";
import { renderConsole } from "../../testing/renderConsole";
import { analyseHar } from "../analysis/har/analyseHar";
import { EvidencePage } from "./EvidencePage";
import { readInWorker } from "./har/readInWorker";

// The test environment has no workers; the same code reads the file on the page instead.
vi.mock("./har/readInWorker");

beforeEach(() => {
  vi.mocked(readInWorker).mockImplementation(async ({ file, environments }) =>
    analyseHar(streamOf(await file.text()), { environments, now: NOW }),
  );
});

const LOCAL = {
  name: "Local",
  appUrl: "http://localhost:3000",
  redirectUris: ["http://localhost:3000/callback"],
  kind: "staging",
};

function open() {
  const convex = new FakeConvex()
    .answer("gatehouse/environments:list", () => [LOCAL])
    .answer("gatehouse/diagnostics:convexProviders", () => [])
    .answer("gatehouse/diagnostics:jwks", () => []);
  return renderConsole(<EvidencePage />, { convex, at: "/diagnostics/tools" });
}
const box = () => screen.getByRole("textbox", { name: "Text to explain" });
const paste = (text: string) => fireEvent.paste(box(), { clipboardData: { getData: () => text } });

async function drop(text: string) {
  const person = open();
  const file = new File([text], "sign-in.har");
  await person.upload(screen.getByLabelText("HAR file"), file);
}

describe("a dropped recording", () => {
  it("is drawn step by step, with the loop marked and the cookie explained", async () => {
    await drop(harText(serverLoop(`${SESSION_COOKIE}; Domain=other.com`)));
    await screen.findByRole("article", { name: "First: The cookie is made for another domain" });
    expect(screen.getByText("The loop begins here")).toBeTruthy();
    expect(screen.getByText("Here the person is sent round again")).toBeTruthy();
    expect(screen.getByText(/goes round again, 3 rounds in all/)).toBeTruthy();
    expect(screen.getAllByText(/WorkOS sends the person back to the app/).length).toBeGreaterThan(
      1,
    );
  });

  it("is said to be sound when it is", async () => {
    await drop(harText(clientOnlySignIn()));
    await screen.findByText("Nothing in this recording explains a failed sign-in");
  });

  it.each([
    ["no HAR", "{}", /no HAR file/],
    ["a picture", "\u0089PNG\r\n", /not a HAR file/],
    ["nothing", "", /empty/],
    ["without a sign-in", harText([]), /shows no sign-in/],
  ])("is a sentence for %s", async (_what, text, expected) => {
    await drop(text);
    await screen.findByText(expected);
  });
});

describe("a pasted text", () => {
  it("is shown without its secrets from the first moment", async () => {
    open();
    paste("Set-Cookie: wos-session=hunter2; Path=/; Domain=other.com");
    await screen.findByText(/Domain=other.com, but it comes from localhost/);
    expect(document.body.innerHTML).not.toContain("hunter2");
    expect(box()).toHaveProperty("value", "Set-Cookie: ‹hidden›");
  });

  it("is compared with the environments when it is an address", async () => {
    open();
    const callback = encodeURIComponent("http://localhost:3000/callback/");
    paste(`https://api.workos.com/user_management/authorize?state=s3cret&redirect_uri=${callback}`);
    await screen.findByText(/differs only in the slash at the end/);
    expect(document.body.innerHTML).not.toContain("s3cret");
  });

  it("is matched to its cause when it is an error message", async () => {
    open();
    paste("Error: OAuth state mismatch");
    await screen.findByRole("article", { name: /First: The browser lost the thread/ });
  });

  it("is explained claim by claim when it is a token", async () => {
    open();
    const part = (value: object) => btoa(JSON.stringify(value)).replace(/=+$/, "");
    const token = `${part({ alg: "RS256", kid: "k" })}.${part({ sub: "user_42", exp: 1 })}.c2ln`;
    paste(`Bearer ${token}`);
    await screen.findByText("user_42");
    expect(screen.getByText(/^expired/)).toBeTruthy();
    expect(screen.getByText("no provider in auth.config.ts takes it")).toBeTruthy();
    expect(document.body.innerHTML).not.toContain(token);
  });

  it.each([
    ["bytes", "\u0000\u0001\u0002", /This is not text/],
    ["a cut token", "eyJhbGciOi", /three parts/],
    ["what nobody knows", "zeppelin", /No cause is known/],
  ])("is a sentence for %s", async (_what, text, expected) => {
    const person = open();
    paste(text);
    if (screen.queryByText(expected) === null) {
      await person.click(screen.getByRole("button", { name: "Explain this text" }));
    }
    await screen.findByText(expected);
  });

  it("can be read as something else than it was taken for", async () => {
    const person = open();
    paste("https://app.example.com/callback?error=access_denied");
    await screen.findByText("Read as");
    await person.selectOptions(screen.getByRole("combobox"), "an error message");
    await screen.findByRole("article", { name: /First:/ });
  });

  it("is gone when it is cleared", async () => {
    const person = open();
    paste("Error: OAuth state mismatch");
    await screen.findByRole("article");
    await person.click(screen.getByRole("button", { name: "Clear" }));
    expect(screen.queryByRole("article")).toBeNull();
    expect(box()).toHaveProperty("value", "");
  });
});
