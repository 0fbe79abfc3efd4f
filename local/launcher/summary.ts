import path from "node:path";
import { adminKeyFile } from "../backend/auth/adminKey";
import { cliHint } from "./cliHint";
import { LOCAL_OPERATORS, STAND_IN, type LaunchPlan } from "./environment";
import type { Ports } from "./options";

/** What `npm start` found and started, in the words it prints. */
export interface Started {
  plan: LaunchPlan;
  ports: Ports;
  dataDir: string;
  /** A seeded person, for the webhook example. */
  exampleUserId: string | null;
}

/** The short table `npm start` prints when everything answers. */
export function summary(started: Started): string {
  return [section("Running", addresses(started)), ...hints(started)].join("\n\n");
}

function addresses({ plan, ports, dataDir }: Started): [string, string][] {
  const rows: [string, string][] = [["Console", `http://localhost:${ports.console}`]];
  if (plan.convex.kind === "deployment") {
    rows.push(["Convex", `${plan.convex.url} (real, from .env.local)`]);
  } else {
    rows.push(["Convex API", `http://127.0.0.1:${ports.api} (embedded)`]);
    rows.push(["HTTP actions", `http://127.0.0.1:${ports.site}`]);
    rows.push(["Data", dataDir]);
  }
  rows.push(
    plan.workos.kind === "standIn"
      ? ["WorkOS", `http://127.0.0.1:${ports.workos} (stand-in; its page has switches)`]
      : ["WorkOS", "real, from .env.local"],
  );
  return rows;
}

function hints(started: Started): string[] {
  const { plan } = started;
  return [
    ...(plan.workos.kind === "standIn" ? standInHints(started) : []),
    ...(plan.convex.kind === "embedded" ? [convexHint(started), ENDING] : []),
  ];
}

const ENDING = "Ctrl-C stops everything; data stays. Start over with: npm start -- --fresh";

function standInHints({ ports, exampleUserId }: Started): string[] {
  const people = LOCAL_OPERATORS.map(({ email, role }): [string, string] => [role, email]);
  return [
    section("Sign in as (no password; pick the person on the page)", people),
    ...(exampleUserId === null ? [] : [webhookHint(ports, exampleUserId)]),
  ];
}

function convexHint({ ports, dataDir }: Started): string {
  return cliHint({
    apiUrl: `http://127.0.0.1:${ports.api}`,
    keyFile: adminKeyFile(path.join(dataDir, "convex")),
  });
}

function webhookHint(ports: Ports, userId: string): string {
  return [
    "Send a webhook: rename somebody in WorkOS and watch the row change",
    `  curl -X PUT http://127.0.0.1:${ports.workos}/user_management/users/${userId} \\`,
    `    -H 'Authorization: Bearer ${STAND_IN.apiKey}' -H 'Content-Type: application/json' \\`,
    `    -d '{"first_name":"Grace","last_name":"Hopper"}'`,
  ].join("\n");
}

function section(title: string, rows: [string, string][]): string {
  const width = Math.max(...rows.map(([label]) => label.length));
  return [title, ...rows.map(([label, value]) => `  ${label.padEnd(width)}  ${value}`)].join("\n");
}
