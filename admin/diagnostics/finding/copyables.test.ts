import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { catalogue } from "../../../convex/gatehouse/diagnostics/catalogue";
import { fillStep } from "../../../convex/gatehouse/diagnostics/catalogue/placeholders";
import { stepPieces } from "./copyables";

const copied = (step: string) =>
  stepPieces(step)
    .filter(({ copyable }) => copyable)
    .map(({ text }) => text);

describe("what of a step can be copied", () => {
  it.each([
    [
      "Add exactly https://app.example.com/callback, with the same scheme.",
      ["https://app.example.com/callback"],
    ],
    ["Open http://localhost:3000/callback.", ["http://localhost:3000/callback"]],
    ["Run: npx convex deploy, then sign in again.", ["npx convex deploy"]],
    [
      "Run: npx convex env set WORKOS_CLIENT_ID client_01ABCDEF.",
      ["npx convex env set WORKOS_CLIENT_ID client_01ABCDEF"],
    ],
    [
      "Run: npx convex env set WORKOS_API_KEY <the key>. Add --prod.",
      ["npx convex env set WORKOS_API_KEY <the key>"],
    ],
    ["npx convex env list --prod shows whether they are there.", ["npx convex env list --prod"]],
    ["Run: npx convex env set WORKOS_CLIENT_ID your client ID", []],
    ["Run npm run doctor there.", ["npm run doctor"]],
    ["In the environment that client_01HXYZ7 belongs to.", ["client_01HXYZ7"]],
    ["Set jwks to https://api.workos.com/sso/jwks/<your client ID>.", []],
    ["Sign in again. The change takes effect at once.", []],
  ])("%s", (step, expected) => {
    expect(copied(step)).toEqual(expected);
  });

  it.each(catalogue.flatMap(({ code, remedy }) => remedy.map((step) => [code, step] as const)))(
    "of %s is no command with something to guess: %s",
    (_code, template) => {
      const step = fillStep(template);
      for (const command of copied(step).filter((text) => text.startsWith("npx"))) {
        const blanks = command.match(/<[^>]+>/g) ?? [];
        for (const blank of blanks) expect(step).toContain(`in place of ${blank}`);
        expect(command).not.toMatch(/\b(your|the)\b/);
      }
      for (const [, last = ""] of step.matchAll(/npx convex env set [A-Z_<>]+ (\S+)/g)) {
        expect(last).toMatch(/^[<\w]/);
        expect(last).not.toMatch(/^(your|the|its)$/);
      }
    },
  );

  it("never loses or adds a letter", () => {
    const steps = catalogue.flatMap(({ remedy }) => remedy.map((step) => fillStep(step)));
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.constantFrom(...steps)), (step) => {
        expect(
          stepPieces(step)
            .map(({ text }) => text)
            .join(""),
        ).toBe(step);
      }),
    );
  });
});
