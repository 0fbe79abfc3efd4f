import { describe, expect, it } from "vitest";
import { createHarness } from "../testing/harness";
import { renderTemplate, templateProblem, TokenTooBigError } from "./template";

const { users } = createHarness().model;
const ada = users.create({
  email: "ada@example.com",
  email_verified: true,
  first_name: "Ada",
  metadata: { plan: "team" },
});

describe("renderTemplate", () => {
  it.each<[string, string, Record<string, unknown>]>([
    ["a field", '{"email":"{{ user.email }}"}', { email: "ada@example.com" }],
    ["without spaces", '{"email":"{{user.email}}"}', { email: "ada@example.com" }],
    ["several fields", '{"n":"{{user.email}}/{{user.first_name}}"}', { n: "ada@example.com/Ada" }],
    ["a nested field", '{"plan":"{{ user.metadata.plan }}"}', { plan: "team" }],
    ["a flag", '{"v":"{{ user.email_verified }}"}', { v: "true" }],
    [
      "an empty field, awkwardly",
      '{"n":"{{ user.first_name }} {{ user.last_name }}"}',
      { n: "Ada " },
    ],
    ["an unknown field", '{"x":"{{ user.nothing }}"}', { x: "" }],
    ["an inherited property", '{"x":"{{ user.constructor.name }}"}', { x: "" }],
    [
      "plain values",
      '{"a":1,"b":[true,null],"c":{"d":"e"}}',
      { a: 1, b: [true, null], c: { d: "e" } },
    ],
    ["quotes in values, harmlessly", '{"x":"{{ user.quoted }}"}', { x: "" }],
  ])("renders %s", (_name, content, claims) => {
    expect(renderTemplate(content, ada)).toEqual(claims);
  });

  it("cannot be broken out of by what a person calls themselves", () => {
    const eve = { ...ada, first_name: '","role":"admin' };
    expect(renderTemplate('{"n":"{{ user.first_name }}"}', eve)).toEqual({ n: '","role":"admin' });
  });

  it("refuses to render more than 3,072 bytes", () => {
    const content = (length: number) => JSON.stringify({ x: "y".repeat(length) });
    expect(() => renderTemplate(content(3_072 - 8), ada)).not.toThrow();
    expect(() => renderTemplate(content(3_072 - 7), ada)).toThrow(TokenTooBigError);
  });
});

describe("templateProblem", () => {
  it.each<[string, string | RegExp | null]>([
    ['{"email":"{{ user.email }}"}', null],
    ['{"aud":"mine","role":"admin","org_id":"x"}', null],
    ...["iss", "sub", "exp", "iat", "nbf", "jti"].map((claim): [string, RegExp] => [
      `{"${claim}":"x"}`,
      new RegExp(`'${claim}' is reserved`),
    ]),
    ["{", /not JSON/],
    ["[]", /JSON object/],
    ["null", /JSON object/],
    ['"text"', /JSON object/],
  ])("%s", (content, problem) => {
    if (problem === null) expect(templateProblem(content)).toBeNull();
    else expect(templateProblem(content)).toMatch(problem);
  });
});
