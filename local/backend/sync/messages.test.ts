import { describe, expect, it } from "vitest";
import { decodeClientMessage, ProtocolError } from "./messages";

const decode = (message: unknown) => decodeClientMessage(JSON.stringify(message));

describe("decodeClientMessage", () => {
  const accepted: [name: string, message: object, expected: object][] = [
    [
      "Connect",
      {
        type: "Connect",
        sessionId: "s",
        connectionCount: 2,
        lastCloseReason: null,
        clientTs: 5,
        maxObservedTimestamp: "AAAAAAAAAP8=",
      },
      { type: "Connect", sessionId: "s", connectionCount: 2, clientTs: 5 },
    ],
    [
      "Connect of an older client",
      { type: "Connect", sessionId: "s", connectionCount: 0 },
      { type: "Connect", sessionId: "s", connectionCount: 0, clientTs: null },
    ],
    [
      "Authenticate with a token",
      { type: "Authenticate", baseVersion: 1, tokenType: "User", value: "jwt" },
      {
        type: "Authenticate",
        baseVersion: 1,
        tokenType: "User",
        value: "jwt",
        impersonating: null,
      },
    ],
    [
      "Authenticate as an operator",
      {
        type: "Authenticate",
        baseVersion: 0,
        tokenType: "Admin",
        value: "key",
        impersonating: { subject: "a" },
      },
      {
        type: "Authenticate",
        baseVersion: 0,
        tokenType: "Admin",
        value: "key",
        impersonating: { subject: "a" },
      },
    ],
    [
      "Authenticate as nobody",
      { type: "Authenticate", baseVersion: 3, tokenType: "None" },
      { type: "Authenticate", baseVersion: 3, tokenType: "None", value: "", impersonating: null },
    ],
    [
      "ModifyQuerySet",
      {
        type: "ModifyQuerySet",
        baseVersion: 0,
        newVersion: 1,
        modifications: [
          {
            type: "Add",
            queryId: 1,
            udfPath: "m:f",
            args: [{ a: 1 }],
            journal: "j",
            componentPath: "",
          },
          { type: "Add", queryId: 2, udfPath: "m:g", args: [], journal: null },
          { type: "Remove", queryId: 0 },
        ],
      },
      {
        type: "ModifyQuerySet",
        baseVersion: 0,
        newVersion: 1,
        modifications: [
          { type: "Add", queryId: 1, udfPath: "m:f", args: { a: 1 }, journal: "j" },
          { type: "Add", queryId: 2, udfPath: "m:g", args: {}, journal: null },
          { type: "Remove", queryId: 0 },
        ],
      },
    ],
    [
      "Mutation",
      { type: "Mutation", requestId: 4, udfPath: "m:f", args: [{ a: 1 }] },
      { type: "Mutation", requestId: 4, udfPath: "m:f", args: { a: 1 } },
    ],
    [
      "Action",
      { type: "Action", requestId: 4, udfPath: "m:f", args: [{}] },
      { type: "Action", requestId: 4, udfPath: "m:f", args: {} },
    ],
    ["Event", { type: "Event", eventType: "ClientConnect", event: {} }, { type: "Event" }],
  ];
  it.each(accepted)("reads %s", (_name, message, expected) => {
    expect(decode(message)).toEqual(expected);
  });

  const mutation = { type: "Mutation", requestId: 0, udfPath: "m:f", args: [{}] };
  const add = { type: "Add", queryId: 0, udfPath: "m:f", args: [{}] };
  const refused: [name: string, message: unknown, error: string][] = [
    ["a list", [], "message must be an object"],
    ["null", null, "message must be an object"],
    ["an unknown type", { type: "Hello" }, 'Unknown message type "Hello"'],
    ["no type", {}, "Unknown message type undefined"],
    [
      "Connect without a session",
      { type: "Connect", connectionCount: 0 },
      "sessionId of Connect must be a string",
    ],
    [
      "a negative request id",
      { ...mutation, requestId: -1 },
      "requestId of Mutation must be a whole number",
    ],
    [
      "a fractional request id",
      { ...mutation, requestId: 1.5 },
      "requestId of Mutation must be a whole number",
    ],
    ["arguments that are no list", { ...mutation, args: {} }, "args of Mutation must be a list"],
    [
      "two arguments",
      { ...mutation, args: [{}, {}] },
      "args of Mutation must be a list of one object",
    ],
    ["a component", { ...mutation, componentPath: "c" }, "Components are not supported"],
    [
      "an unknown token type",
      { type: "Authenticate", baseVersion: 0, tokenType: "Magic" },
      "Unknown tokenType 'Magic'",
    ],
    [
      "a token that is missing",
      { type: "Authenticate", baseVersion: 0, tokenType: "User" },
      "value of Authenticate must be a string",
    ],
    [
      "an unknown modification",
      {
        type: "ModifyQuerySet",
        baseVersion: 0,
        newVersion: 1,
        modifications: [{ type: "Swap", queryId: 0 }],
      },
      'Unknown modification type "Swap"',
    ],
    [
      "a modification that is no object",
      { type: "ModifyQuerySet", baseVersion: 0, newVersion: 1, modifications: [1] },
      "ModifyQuerySet.modifications must be an object",
    ],
    [
      "a query of a component",
      {
        type: "ModifyQuerySet",
        baseVersion: 0,
        newVersion: 1,
        modifications: [{ ...add, componentPath: "c" }],
      },
      "Components are not supported",
    ],
  ];
  it.each(refused)("refuses %s", (_name, message, error) => {
    expect(() => decode(message)).toThrow(ProtocolError);
    expect(() => decode(message)).toThrow(error);
  });

  it("refuses what is not JSON", () => {
    expect(() => decodeClientMessage("{")).toThrow("A message is not valid JSON");
  });
});
