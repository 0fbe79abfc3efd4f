import type { Registration } from "../app/registrations";
import { type Notes } from "./notes";

/** Where webhooks arrive unless the app says otherwise. */
export const DEFAULT_WEBHOOK_PATH = "/workos/webhook";
const PREFIX = "/gatehouse/";
const CRON_PREFIX = "gatehouse: ";

/** Routes of the app that are ours too. */
export function routeClashes(routes: readonly Registration[], webhookPath: string): Notes {
  const refusals = routes.flatMap(({ name, place }) => {
    if (name === webhookPath) {
      return [
        `${place} has a route at ${name}, where Gatehouse receives WorkOS's webhooks. Adopt with --webhook-path /workos/gatehouse (or another path that is free), or move yours.`,
      ];
    }
    return name.startsWith(PREFIX) || name === PREFIX.slice(0, -1)
      ? [
          `${place} has a route at ${name}: Gatehouse answers all below ${PREFIX}. Move yours elsewhere.`,
        ]
      : [];
  });
  return { refusals, warnings: [] };
}

/** Crons of the app that are called like ours. */
export function cronClashes(crons: readonly Registration[]): Notes {
  const ours = crons.filter(({ name }) => name.startsWith(CRON_PREFIX));
  const refusals = ours.map(
    ({ name, place }) =>
      `${place} names a cron "${name}": names beginning "${CRON_PREFIX}" are Gatehouse's. Give yours another name.`,
  );
  return { refusals, warnings: [] };
}
