import type { FunctionReturnType } from "convex/server";
import type { api } from "../../../convex/_generated/api";

type Row = FunctionReturnType<typeof api.gatehouse.diagnostics.compare>["rows"][number];

/** What the fields of an environment are called. */
const LABELS: Readonly<Record<string, string>> = {
  kind: "Kind at WorkOS",
  appUrl: "App",
  redirectUri: "First redirect URI",
  redirectUris: "Redirect URIs",
  callbackPath: "Callback path",
  authMode: "Session kept by",
  clientId: "Client ID",
  apiHost: "WorkOS API",
  convexUrl: "Convex",
  webhookUrl: "Webhooks arrive at",
  environmentId: "WorkOS environment",
  findings: "To mend",
};

const VALUES: Readonly<Record<string, string>> = {
  "client-only": "the browser",
  cookie: "a server's cookie",
};

/** A line of the comparison, ready to be shown. */
export interface ComparedRow {
  label: string;
  values: string[];
  /** Two environments share what each should own. */
  suspicious: boolean;
  differs: boolean;
}

/**
 * The lines of the comparison: those that need a look first, lines without any value left out.
 * @param rows as `diagnostics:compare` gives them
 */
export function comparedRows(rows: readonly Row[]): ComparedRow[] {
  return rows
    .filter(
      ({ field, values }) => field !== "redirectUri" && values.some((value) => value !== null),
    )
    .map(({ field, values, note }) => ({
      label: LABELS[field] ?? field,
      values: values.map((value) => (value === null ? "–" : (VALUES[value] ?? value))),
      suspicious: note === "suspicious",
      differs: note !== "same",
    }))
    .sort((a, b) => Number(b.suspicious) - Number(a.suspicious));
}
