import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseSource } from "../syntax/source";
import { addCall, CRONS, removeCall, ROUTES } from "./statement";

const added = (text: string): string => {
  const outcome = addCall(parseSource("/app/http.ts", text), ROUTES);
  return outcome.kind === "changed" ? outcome.text : outcome.kind;
};

const removed = (text: string): string => {
  const outcome = removeCall(parseSource("/app/http.ts", text), ROUTES);
  return outcome.kind === "changed" ? outcome.text : outcome.kind;
};

const HTTP = `import { httpRouter } from "convex/server";
import { hook } from "./hook"; // theirs

const http = httpRouter();
http.route({ path: "/hook", method: "POST", handler: hook });

// The router.
export default http;
`;

describe("addCall", () => {
  it("adds our routes behind the app's own", () => {
    expect(added(HTTP)).toBe(`import { httpRouter } from "convex/server";
import { hook } from "./hook"; // theirs
import { addGatehouseRoutes } from "./gatehouse/host/http";

const http = httpRouter();
http.route({ path: "/hook", method: "POST", handler: hook });
addGatehouseRoutes(http);

// The router.
export default http;
`);
  });

  it("uses the app's own name for its crons", () => {
    const text = `import { cronJobs } from "convex/server";\nconst jobs = cronJobs();\nexport { jobs as default };\n`;
    const outcome = addCall(parseSource("/app/crons.ts", text), CRONS);
    expect(outcome).toMatchObject({ text: expect.stringContaining("addGatehouseCrons(jobs);\n") });
  });

  it("says nothing twice", () => {
    expect(added(added(HTTP))).toBe("unchanged");
    const byHand = HTTP.replace("// The router.", "routes(http);").replace(
      "\n\n",
      `\nimport { addGatehouseRoutes as routes } from "./gatehouse/host/http.js";\n\n`,
    );
    expect(added(byHand)).toBe("unchanged");
  });

  it.each([
    ["exports an expression", "export default new HttpRouterWithHono(app);"],
    ["exports nothing", "const http = httpRouter();"],
    ["has a function of that name", "const addGatehouseRoutes = 1;\nexport default http;"],
    ["begins with the export", "export default http;\nvar http;"],
    ["has all on one line", "const http = httpRouter(); export default http;"],
  ])("leaves a file to its owner that %s", (_, text) => {
    const outcome = addCall(parseSource("/app/http.ts", text), ROUTES);
    expect(outcome).toMatchObject({
      kind: "byHand",
      example: expect.stringContaining("addGatehouseRoutes(http);"),
    });
  });
});

const line = fc.constantFrom(
  "http.route({ path: '/a', method: 'GET', handler });",
  "auth.addHttpRoutes(http)",
  "// a comment",
  "",
  "http.route({\n  path: '/b',\n  handler,\n}); // why",
);

describe("removeCall", () => {
  it("gives every file back to the byte", () => {
    const file = fc.record({
      imports: fc.array(
        fc.constantFrom(`import a from "./a";`, `import { b } from './b' // b`, ""),
        {
          maxLength: 3,
        },
      ),
      body: fc.array(line, { maxLength: 4 }),
      end: fc.constantFrom(
        "export default http;\n",
        "export default http",
        "export { http as default };\n",
      ),
      newline: fc.constantFrom("\n", "\r\n"),
    });
    fc.assert(
      fc.property(file, ({ imports, body, end, newline }) => {
        const lines = [...imports, "const http = httpRouter();", ...body, end];
        const text = lines.join("\n").replaceAll("\n", newline);
        const after = added(text);
        expect(after).toContain("addGatehouseRoutes(http)");
        expect(removed(after)).toBe(text);
      }),
    );
  });

  it("keeps an import that also brings something else", () => {
    const text = added(HTTP).replace("{ addGatehouseRoutes }", "{ addGatehouseRoutes, other }");
    expect(removed(text)).toContain("{ addGatehouseRoutes, other }");
  });
});
