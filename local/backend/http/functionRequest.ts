import type { Credentials } from "../auth/credentials";
import type { FunctionCall, Outcome } from "../runtime/types";
import type { WireJson } from "../values/types";
import type { Answer, JsonObject } from "./exchange";
import { jsonAnswer } from "./exchange";
import type { ValueFormat } from "./format";
import { formatValue, parseFormat } from "./format";
import { HttpError } from "./httpError";

/** A function named in a request's body or query string. */
export interface FunctionRequest {
  readonly path: string;
  readonly args: WireJson;
  readonly format: ValueFormat;
}

/**
 * Reads `{path, args, format?, componentPath?}`; `args` is the argument object, alone or in a list.
 *
 * @throws HttpError 400 naming the field that is wrong.
 */
export function parseFunctionRequest(body: JsonObject): FunctionRequest {
  const { path, args, format, componentPath } = body;
  if (typeof path !== "string" || path === "") {
    throw badArgs('The body must name a function: {"path": "module:function", "args": {}}.');
  }
  if (componentPath) {
    throw badArgs(
      `Components are not supported by the embedded backend ('${String(componentPath)}').`,
    );
  }
  return { path, args: parseArgs(args), format: parseFormat(format) };
}

function parseArgs(args: WireJson | undefined): WireJson {
  const list = Array.isArray(args) ? args : [args ?? {}];
  const [object = {}] = list;
  if (list.length <= 1 && isObject(object)) return object;
  throw badArgs("'args' must be one object with the function's arguments by name.");
}

/** The call a request asks for, made by these credentials. */
export function callFor(
  { path, args }: FunctionRequest,
  { caller, identity, token }: Credentials,
  client: NonNullable<FunctionCall["request"]>,
): FunctionCall {
  const request = token === undefined ? client : { ...client, authToken: token };
  return { path, args, caller, identity, request };
}

/** The body of an answer; a failing function is a normal answer, with status 200. */
export function outcomeBody(outcome: Outcome, format: ValueFormat): JsonObject {
  const { logLines } = outcome;
  if (outcome.ok) {
    return { status: "success", value: formatValue(outcome.value, format), logLines };
  }
  const { errorMessage, errorData } = outcome;
  const data = errorData === undefined ? {} : { errorData: formatValue(errorData, format) };
  return { status: "error", errorMessage, ...data, logLines };
}

/** {@link outcomeBody} as a whole answer. */
export function outcomeAnswer(outcome: Outcome, format: ValueFormat): Answer {
  return jsonAnswer(outcomeBody(outcome, format));
}

function isObject(value: WireJson): boolean {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function badArgs(message: string): HttpError {
  return new HttpError(400, "BadRequest", message);
}
