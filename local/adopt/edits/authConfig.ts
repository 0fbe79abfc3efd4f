import MagicString from "magic-string";
import ts from "typescript";
import { nameText, valueOf } from "../syntax/reader";
import { addImports, removeImports, takenName } from "../syntax/imports";
import { defaultValue, type Source } from "../syntax/source";
import { isCallOf, unwrapValue, wrapValue } from "./calls";
import { ALL_OURS, OURS } from "./names";
import { outcomeOf, unchanged, type Outcome } from "./outcome";

/** What a person would write who makes the edit. */
export const PROVIDERS_EXAMPLE = `import { gatehouseProviders } from "./gatehouse/host/auth";
export default { providers: gatehouseProviders([ /* the providers there are */ ]) };`;

/** Lets the deployment trust the tokens of WorkOS as well: `providers: gatehouseProviders([…])`. */
export function addProviders(source: Source): Outcome {
  const byHand = (why: string): Outcome => ({ kind: "byHand", why, example: PROVIDERS_EXAMPLE });
  const property = providersOf(source);
  if (property === null) return byHand("its default export is not an object with providers");
  const value = valueOf(property);
  if (value !== null && isCallOf(source, OURS.providers, value)) return unchanged;
  const taken = takenName(source, [OURS.providers]);
  if (taken !== null) return byHand(`it uses the name ${taken} for something else`);
  const edit = new MagicString(source.text);
  addImports(edit, source, [OURS.providers]);
  wrapValue(edit, property, OURS.providers.name);
  return outcomeOf(source.text, edit.toString());
}

/** Gives the app its own providers back. */
export function removeProviders(source: Source): Outcome {
  const edit = new MagicString(source.text);
  const property = providersOf(source);
  if (property !== null && ts.isPropertyAssignment(property)) {
    const value = property.initializer;
    if (isCallOf(source, OURS.providers, value)) unwrapValue(edit, property, value);
  }
  removeImports(edit, source, ALL_OURS);
  return outcomeOf(source.text, edit.toString());
}

function providersOf(
  source: Source,
): ts.PropertyAssignment | ts.ShorthandPropertyAssignment | null {
  const value = defaultValue(source);
  if (value === null || !ts.isObjectLiteralExpression(value)) return null;
  const found = value.properties.find(
    (one) => one.name !== undefined && nameText(one.name) === "providers",
  );
  if (found === undefined) return null;
  return ts.isPropertyAssignment(found) || ts.isShorthandPropertyAssignment(found) ? found : null;
}
