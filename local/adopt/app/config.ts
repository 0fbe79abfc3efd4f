import ts from "typescript";
import { nameText, valueOf } from "../syntax/reader";
import { bare, defaultValue, parseSource } from "../syntax/source";

/** What the app's `gatehouse.config` says, as far as it is written out. */
export interface AppConfig {
  /** Null: not said, or not as a text. */
  webhookPath: string | null;
  hasNewUser: boolean;
}

/** Reads `export default defineGatehouse({ … })`. */
export function readConfig(file: string, text: string): AppConfig {
  const value = defaultValue(parseSource(file, text));
  const options = value !== null && ts.isCallExpression(value) ? value.arguments[0] : undefined;
  const object = options === undefined ? null : bare(options);
  const properties =
    object !== null && ts.isObjectLiteralExpression(object) ? object.properties : [];
  const named = (name: string) =>
    properties.find((one) => one.name !== undefined && nameText(one.name) === name);
  const path = named("webhookPath");
  const said = path === undefined ? null : valueOf(path);
  return {
    webhookPath: said !== null && ts.isStringLiteralLike(said) ? said.text : null,
    hasNewUser: named("newUser") !== undefined,
  };
}
