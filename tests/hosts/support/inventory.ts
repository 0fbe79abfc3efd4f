import type { App, FunctionSpec } from "./app";
import type { Row } from "./adminReader";
import { declaredTables, type DeclaredTable } from "./declaredTables";
import type { People, Summary } from "./host";

/** All there is in an app's deployment, by name. */
export interface Inventory {
  /** By `module:function`; validators as JSON text. */
  functions: Record<string, { type: string; visibility: string; args: string; returns: string }>;
  /** By method and path: the status of an answer to a request with nothing in it. */
  routes: Record<string, number>;
  /** By name: when it runs what, as JSON text. */
  crons: Record<string, string>;
  tables: Record<string, DeclaredTable>;
  /** By table and id. */
  rows: Record<string, Record<string, Row>>;
  /** What the app answers its people, by question, as JSON text; an error's text where it cannot. */
  answers: Record<string, string>;
}

/** Takes stock of an app, once what is due has run. */
export async function takeInventory(app: App, people: People): Promise<Inventory> {
  await app.settle();
  const spec = app.functionSpec();
  const tables = await app.stored.tableNames();
  return {
    functions: functionsOf(spec),
    routes: await routesOf(spec, app.siteUrl),
    crons: await cronsOf(app),
    tables: await declaredTables(app.functionsDir),
    rows: Object.fromEntries(
      await Promise.all(tables.map(async (name) => [name, byId(await app.stored.rows(name))])),
    ) as Inventory["rows"],
    answers: await answersOf(app, people),
  };
}

/** An inventory in few words, to be read beside the app. */
export function summaryOf({ functions, routes, crons, tables, rows }: Inventory): Summary {
  return {
    functions: Object.keys(functions).sort(),
    routes: Object.keys(routes).sort(),
    crons: Object.keys(crons).sort(),
    indexes: Object.entries(tables)
      .flatMap(([table, { indexes }]) => Object.keys(indexes).map((index) => `${table}.${index}`))
      .sort(),
    rows: Object.fromEntries(
      Object.entries(rows).map(([table, found]) => [table, Object.keys(found).length]),
    ),
  };
}

function functionsOf(spec: FunctionSpec[]): Inventory["functions"] {
  const described = spec.flatMap((entry) => {
    if (entry.functionType === "HttpAction") return [];
    const { identifier, functionType: type, visibility, args, returns } = entry;
    const facts = { args: JSON.stringify(args), returns: JSON.stringify(returns) };
    return [[identifier.replace(".js:", ":"), { type, visibility: visibility.kind, ...facts }]];
  });
  return Object.fromEntries(described) as Inventory["functions"];
}

async function routesOf(spec: FunctionSpec[], siteUrl: string): Promise<Inventory["routes"]> {
  const answered = spec.flatMap((entry) => {
    if (entry.functionType !== "HttpAction") return [];
    const { method, path } = entry;
    const url = siteUrl + path.replace(/\*$/, "nothing");
    const status = fetch(url, { method, redirect: "manual" }).then((answer) => answer.status);
    return [status.then((code) => [`${method} ${path}`, code] as const)];
  });
  return Object.fromEntries(await Promise.all(answered));
}

async function cronsOf({ stored }: App): Promise<Inventory["crons"]> {
  const jobs = await stored.rows("_cron_jobs");
  return Object.fromEntries(
    jobs.map((job) => [
      String(job["name"]),
      JSON.stringify([job["schedule"], job["function"], job["args"]], exactly),
    ]),
  );
}

async function answersOf(app: App, people: People): Promise<Inventory["answers"]> {
  const questions = Object.entries(app.host.questions(app, people));
  const answers = questions.map(async ([question, ask]) => {
    const answer = await ask().catch(messageOf);
    return [question, JSON.stringify(answer)] as const;
  });
  return Object.fromEntries(await Promise.all(answers));
}

/** What went wrong, without the request's id and the place in the code. */
function messageOf(error: unknown): string {
  const [message = ""] = /^Uncaught .*$/m.exec(String(error)) ?? [String(error)];
  return message;
}

function byId(rows: Row[]): Record<string, Row> {
  return Object.fromEntries(rows.map((row) => [row._id, row]));
}

function exactly(_key: string, value: unknown): unknown {
  return typeof value === "bigint" ? `${value}n` : value;
}
