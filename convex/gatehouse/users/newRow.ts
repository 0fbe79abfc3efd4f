import { PROFILE_FIELDS } from "../../../webhooks/userState";
import config from "../../gatehouse.config";
import type { NewUser } from "../env/config";
import { defined } from "../lib/defined";
import { appError } from "../lib/errors";
import { REQUIRED_BY_APP } from "./appFields";

interface App {
  newUser?: ((profile: NewUser) => object) | undefined;
  required: readonly string[];
}

const APP: App = { newUser: config.newUser, required: REQUIRED_BY_APP };

/**
 * A row about to be made, with what the app requires of one (`newUser` of `gatehouse.config.ts`)
 * below what WorkOS says.
 * @throws `app_fields_missing`, naming the fields nobody gave
 */
export function newRow<Row extends { workosId: string }>(
  fields: Row,
  { newUser, required }: App = APP,
): Row {
  const given: Record<string, unknown> = { ...newUser?.(profileOf(fields)), ...defined(fields) };
  const missing = required.filter((name) => given[name] === undefined);
  if (missing.length > 0) {
    throw appError(
      "app_fields_missing",
      `Gatehouse cannot make a users row for ${fields.workosId}: the app's table requires ${missing.join(", ")}. Let newUser in gatehouse.config.ts supply that, or let the person sign in to the app once, which makes the row.`,
    );
  }
  return given as Row;
}

function profileOf(fields: { workosId: string } & Record<string, unknown>): NewUser {
  const said = PROFILE_FIELDS.filter((name) => fields[name] !== undefined);
  const profile = Object.fromEntries(said.map((name) => [name, fields[name]]));
  return { workosId: fields.workosId, ...profile };
}
