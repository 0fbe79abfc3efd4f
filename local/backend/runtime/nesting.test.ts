import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import { openHarness, type Harness } from "./fixtures/harness";

interface Step {
  text: string;
  nested: Step[];
  fails: boolean;
}

let backend: Harness;
beforeAll(async () => (backend = await openHarness()));
afterAll(() => backend.stop());

const text = fc.stringMatching(/^[a-z]{1,3}$/);
const fails = fc.boolean();
const { step } = fc.letrec<{ step: Step }>((tie) => ({
  step: fc.oneof(
    { depthSize: "small" },
    fc.record({ text, nested: fc.constant<Step[]>([]), fails }),
    fc.record({ text, nested: fc.array(tie("step"), { maxLength: 3 }), fails }),
  ),
}));

/** What a step leaves behind: nothing when it fails, whatever succeeded inside it. */
function expected({ text, nested, fails }: Step): string[] {
  return fails ? [] : [text, ...nested.flatMap(expected), `${text} end`];
}

it("keeps exactly the writes of nested mutations that succeeded all the way up", async () => {
  const seen: string[] = [];
  await fc.assert(
    fc.asyncProperty(step, async (root) => {
      // JSON text of a step is a Convex value; the type does not say so.
      await backend.mutation("nesting:tree", { step: root as never });
      seen.push(...expected(root));
      expect(await backend.texts()).toEqual(seen);
    }),
    { numRuns: 60 },
  );
});
