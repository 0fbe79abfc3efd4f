import { cleanup, render, screen } from "@testing-library/react";
import { StrictMode } from "react";
import { afterEach, describe, expect, it, vi } from "vitest";
import type { SelfCheckFacts } from "../../convex/gatehouse/diagnostics/selfCheckFacts";
import { CheckPage } from "./CheckPage";
import type { Delivery } from "./deliver";
import { SOUND_BROWSER } from "./testing";

afterEach(cleanup);

function open(
  code: string | null,
  changes: Partial<SelfCheckFacts> = {},
  answer: Delivery = "received",
) {
  const deliver = vi.fn(() => Promise.resolve(answer));
  const report = { ...SOUND_BROWSER, ...changes };
  const examine = () => Promise.resolve(report);
  render(
    <StrictMode>
      <CheckPage code={code} examine={examine} deliver={deliver} />
    </StrictMode>,
  );
  return { deliver, report };
}

describe("somebody with a link from support", () => {
  it("reads that all is well and that support knows", async () => {
    const { deliver, report } = open("ABC23XYZ45");
    await screen.findByText(/Sent to support under the code ABC23XYZ45/);
    expect(screen.getByText("Cookies are switched on")).toBeTruthy();
    expect(deliver.mock.calls).toEqual([["ABC23XYZ45", report]]);
  });

  it("reads what to do about what stands in the way", async () => {
    open("ABC23XYZ45", { cookiesEnabled: false, clockOffsetMs: 3_600_000 });
    await screen.findByText("Cookies are switched off");
    expect(screen.getByText(/Allow cookies for this site/)).toBeTruthy();
    expect(screen.getByText("The clock is about 60 minutes fast")).toBeTruthy();
  });

  it.each<[Delivery, RegExp]>([
    ["used", /was used before/],
    ["expired", /too old/],
    ["unknown", /not complete or not known/],
    ["too-large", /picture of this page/],
    ["unreachable", /does not answer/],
  ])("reads what to do when the link is %s", async (answer, words) => {
    open("ABC23XYZ45", {}, answer);
    await screen.findByText(words);
  });
});

describe("somebody without a link", () => {
  it("reads the results, and that nothing was sent", async () => {
    const { deliver } = open(null);
    await screen.findByText(/nothing was sent to anybody/);
    expect(deliver).not.toHaveBeenCalled();
  });
});
