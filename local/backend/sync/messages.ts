import type { UserIdentity } from "convex/server";
import type { WireJson } from "../values/types";

/** What a client sends, decoded. Field names are those of Convex's sync protocol. */
export type ClientMessage =
  Connect | Authenticate | ModifyQuerySet | FunctionRequest | { type: "Event" };

export interface Connect {
  type: "Connect";
  sessionId: string;
  connectionCount: number;
  /** The client's clock, epoch milliseconds. */
  clientTs: number | null;
}

export interface Authenticate {
  type: "Authenticate";
  baseVersion: number;
  tokenType: "User" | "Admin" | "None";
  value: string;
  impersonating: Partial<UserIdentity> | null;
}

export interface ModifyQuerySet {
  type: "ModifyQuerySet";
  baseVersion: number;
  newVersion: number;
  modifications: (AddQuery | RemoveQuery)[];
}

export interface AddQuery {
  type: "Add";
  queryId: number;
  udfPath: string;
  args: WireJson;
  journal: string | null;
}

export interface RemoveQuery {
  type: "Remove";
  queryId: number;
}

export interface FunctionRequest {
  type: "Mutation" | "Action";
  requestId: number;
  udfPath: string;
  args: WireJson;
}

/** A message this backend cannot make sense of: the client is told and cut off for good. */
export class ProtocolError extends Error {
  override readonly name = "ProtocolError";
}

type Json = Record<string, unknown>;

/**
 * Decodes one text frame.
 *
 * @throws ProtocolError naming the field that is wrong.
 */
export function decodeClientMessage(frame: string): ClientMessage {
  const message = parseObject(frame);
  switch (message["type"]) {
    case "Connect":
      return {
        type: "Connect",
        sessionId: text(message, "sessionId"),
        connectionCount: count(message, "connectionCount"),
        clientTs: typeof message["clientTs"] === "number" ? message["clientTs"] : null,
      };
    case "Authenticate":
      return decodeAuthenticate(message);
    case "ModifyQuerySet":
      return {
        type: "ModifyQuerySet",
        baseVersion: count(message, "baseVersion"),
        newVersion: count(message, "newVersion"),
        modifications: list(message, "modifications").map(decodeModification),
      };
    case "Mutation":
    case "Action":
      refuseComponent(message);
      return {
        type: message["type"],
        requestId: count(message, "requestId"),
        udfPath: text(message, "udfPath"),
        args: singleArgument(message),
      };
    case "Event":
      return { type: "Event" };
    default:
      throw new ProtocolError(`Unknown message type ${JSON.stringify(message["type"])}`);
  }
}

function decodeAuthenticate(message: Json): Authenticate {
  const tokenType = text(message, "tokenType");
  if (tokenType !== "User" && tokenType !== "Admin" && tokenType !== "None") {
    throw new ProtocolError(`Unknown tokenType '${tokenType}' in Authenticate`);
  }
  const { impersonating } = message;
  return {
    type: "Authenticate",
    baseVersion: count(message, "baseVersion"),
    tokenType,
    value: tokenType === "None" ? "" : text(message, "value"),
    impersonating: typeof impersonating === "object" ? impersonating : null,
  };
}

function decodeModification(modification: unknown): AddQuery | RemoveQuery {
  const json = asObject(modification, "ModifyQuerySet.modifications");
  const queryId = count(json, "queryId");
  if (json["type"] === "Remove") return { type: "Remove", queryId };
  if (json["type"] !== "Add") {
    throw new ProtocolError(`Unknown modification type ${JSON.stringify(json["type"])}`);
  }
  refuseComponent(json);
  return {
    type: "Add",
    queryId,
    udfPath: text(json, "udfPath"),
    args: singleArgument(json),
    journal: typeof json["journal"] === "string" ? json["journal"] : null,
  };
}

function parseObject(frame: string): Json {
  try {
    return asObject(JSON.parse(frame), "message");
  } catch (error) {
    if (error instanceof ProtocolError) throw error;
    throw new ProtocolError("A message is not valid JSON");
  }
}

function asObject(value: unknown, what: string): Json {
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return value as Json;
  throw new ProtocolError(`${what} must be an object`);
}

function text(message: Json, field: string): string {
  const value = message[field];
  if (typeof value === "string") return value;
  throw wrongField(message, field, "a string");
}

function count(message: Json, field: string): number {
  const value = message[field];
  if (typeof value === "number" && Number.isSafeInteger(value) && value >= 0) return value;
  throw wrongField(message, field, "a whole number");
}

function list(message: Json, field: string): unknown[] {
  const value = message[field];
  if (Array.isArray(value)) return value;
  throw wrongField(message, field, "a list");
}

/** Clients send `args` as a list of at most one argument object. */
function singleArgument(message: Json): WireJson {
  const args = list(message, "args");
  if (args.length > 1) throw wrongField(message, "args", "a list of one object");
  return (args[0] ?? {}) as WireJson;
}

function refuseComponent(message: Json): void {
  if (!message["componentPath"]) return;
  throw new ProtocolError(
    `Components are not supported by the embedded backend (componentPath '${String(message["componentPath"])}')`,
  );
}

function wrongField(message: Json, field: string, expected: string): ProtocolError {
  return new ProtocolError(`${field} of ${String(message["type"])} must be ${expected}`);
}
