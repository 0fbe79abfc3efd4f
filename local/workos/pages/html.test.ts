import { describe, expect, it } from "vitest";
import { Html, html } from "./html";
import { layout } from "./layout";

describe("html", () => {
  it.each<[string, Html, string]>([
    ["escapes text", html`<p>${"<b>&\"'"}</p>`, "<p>&lt;b&gt;&amp;&quot;&#39;</p>"],
    [
      "escapes attributes",
      html`<i title="${"'><script>"}">x</i>`,
      '<i title="&#39;&gt;&lt;script&gt;">x</i>',
    ],
    ["keeps markup", html`<p>${html`<b>x</b>`}</p>`, "<p><b>x</b></p>"],
    ["keeps trusted text", html`<b>${new Html("a > b")}</b>`, "<b>a > b</b>"],
    ["joins lists", html`${["a", "<"].map((item) => html`<i>${item}</i>`)}`, "<i>a</i><i>&lt;</i>"],
    ["writes numbers", html`${0}`, "0"],
    ["leaves null out", html`a${null}b`, "ab"],
    ["leaves false out", html`a${false}b`, "ab"],
  ])("%s", (_name, made, expected) => {
    expect(made.text).toBe(expected);
  });
});

describe("layout", () => {
  it("makes a whole page for small screens and both colour schemes, from nowhere else", () => {
    const page = layout("A <title>", html`<main>Hello</main>`);
    expect(page).toMatch(/^<!doctype html>/);
    expect(page).toContain("<title>A &lt;title&gt;</title>");
    expect(page).toContain("width=device-width");
    expect(page).toContain("prefers-color-scheme: dark");
    expect(page).not.toMatch(/(src|href)="https?:/);
  });
});
