import ts from "typescript";
import { nameText, valueOf } from "../syntax/reader";
import { nodesOf, parseSource } from "../syntax/source";
import type { Tree } from "./tree";

/** A route or a cron that the app's code registers, with the place where it does. */
export interface Registration {
  /** A route's path or prefix, a cron's name. */
  name: string;
  /** `http.ts:12` */
  place: string;
}

const CRON_METHODS = new Set(["interval", "hourly", "daily", "weekly", "monthly", "cron"]);

/** Routes whose path or prefix is written out, in any file of the app. */
export function routesOf(code: Tree): Registration[] {
  return callsOf(code, (method) => method === "route").flatMap(({ call, place }) => {
    const [options] = call.arguments;
    if (options === undefined || !ts.isObjectLiteralExpression(options)) return [];
    return options.properties
      .filter((one) => isOneOf(one, ["path", "pathPrefix"]))
      .map((one) => textOf(valueOf(one)))
      .filter((name) => name !== null)
      .map((name) => ({ name, place }));
  });
}

/** Crons whose name is written out, in any file of the app. */
export function cronsOf(code: Tree): Registration[] {
  return callsOf(code, (method) => CRON_METHODS.has(method)).flatMap(({ call, place }) => {
    const name = textOf(call.arguments[0] ?? null);
    return name === null ? [] : [{ name, place }];
  });
}

const isOneOf = (property: ts.ObjectLiteralElementLike, names: readonly string[]): boolean =>
  property.name !== undefined && names.includes(nameText(property.name) ?? "");

const textOf = (expression: ts.Expression | null): string | null =>
  expression !== null && ts.isStringLiteralLike(expression) ? expression.text : null;

function callsOf(
  code: Tree,
  isWanted: (method: string) => boolean,
): { call: ts.CallExpression; place: string }[] {
  return [...code].flatMap(([file, text]) => {
    const { ast } = parseSource(file, text);
    return [...nodesOf(ast)].filter(ts.isCallExpression).flatMap((call) => {
      const { expression } = call;
      if (!ts.isPropertyAccessExpression(expression) || !isWanted(expression.name.text)) return [];
      const { line } = ast.getLineAndCharacterOfPosition(call.getStart());
      return [{ call, place: `${file}:${line + 1}` }];
    });
  });
}
