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

function hints({ plan, ports, exampleUserId }: Started): string[] {
  if (plan.workos.kind === "real") return [];
  const people = LOCAL_OPERATORS.map(({ email, role }): [string, string] => [role, email]);
  return [
    section("Sign in as (no password; pick the person on the page)", people),
    ...(exampleUserId === null ? [] : [webhookHint(ports, exampleUserId)]),
    "Ctrl-C stops everything; data stays. Start over with: npm start -- --fresh",
  ];
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
