import { evidence, unavailable, type Evidence, type EvidenceFacts } from "../evidence";
import { ProbeError } from "./get";
import type { Tools } from "./types";
import { listWorkos, readUser, textOf, timeOf } from "./workos";

/** Whom WorkOS is asked about. */
interface Asked {
  workosId: string | null;
  email: string | null;
}

/** What WorkOS says about a person. */
export interface WorkosPerson {
  workosId: string | null;
  email: string | null;
  firstName: string | null;
  /** False when WorkOS did not tell; then what a browser remembers cannot be compared. */
  knowsOrganizations: boolean;
  evidence: Evidence[];
}

type User = Record<string, unknown>;

async function findUser(tools: Tools, { workosId, email }: Asked): Promise<User | null> {
  if (workosId === null) {
    if (email === null) return null;
    const query = { email };
    const users = await listWorkos(tools, "/user_management/users", "its users", query);
    return users[0] ?? null;
  }
  return await readUser(tools, workosId);
}

/** Ids of the person's organizations; null when WorkOS does not tell. */
async function organizationsOf(tools: Tools, workosId: string): Promise<string[] | null> {
  const path = "/user_management/organization_memberships";
  try {
    const rows = await listWorkos(tools, path, "its memberships", { user_id: workosId });
    return rows.map((row) => textOf(row, "organization_id")).filter((id) => id !== null);
  } catch (error) {
    if (error instanceof ProbeError) return null;
    throw error;
  }
}

const STATES = ["active", "expired", "revoked"] as const;

function sessionOf(row: User): EvidenceFacts["sessions"]["sessions"][number] {
  return {
    id: textOf(row, "id") ?? "",
    status: STATES.find((state) => state === row["status"]) ?? "expired",
    createdAt: timeOf(row, "created_at") ?? 0,
    endedAt: timeOf(row, "ended_at"),
  };
}

async function sessionsOf(tools: Tools, workosId: string): Promise<Evidence> {
  const from = { source: "the person's sessions at WorkOS", at: tools.now() };
  const path = `/user_management/users/${encodeURIComponent(workosId)}/sessions`;
  try {
    const rows = await listWorkos(tools, path, "the person's sessions");
    return evidence("sessions", { sessions: rows.map(sessionOf) }, from);
  } catch (error) {
    if (!(error instanceof ProbeError)) throw error;
    return unavailable("sessions", error.message, from);
  }
}

/**
 * Asks WorkOS about a person: user, organizations, sessions. What cannot be read is said, not guessed.
 * @param asked an id, or an address in lower case.
 */
export async function askAboutPerson(tools: Tools, asked: Asked): Promise<WorkosPerson> {
  const from = { source: "the user at WorkOS", at: tools.now() };
  try {
    const user = await findUser(tools, asked);
    const workosId = user === null ? null : textOf(user, "id");
    if (user === null || workosId === null) {
      return nobody(asked, evidence("workosUser", absent(asked), from));
    }
    const [organizationIds, sessions] = await Promise.all([
      organizationsOf(tools, workosId),
      sessionsOf(tools, workosId),
    ]);
    const email = textOf(user, "email");
    const facts = {
      ...{ workosId, email },
      emailVerified: user["email_verified"] === true,
      lastSignInAt: timeOf(user, "last_sign_in_at"),
      organizationIds: organizationIds ?? [],
    };
    return {
      ...{ workosId, email },
      firstName: textOf(user, "first_name"),
      knowsOrganizations: organizationIds !== null,
      evidence: [evidence("workosUser", facts, from), sessions],
    };
  } catch (error) {
    if (!(error instanceof ProbeError)) throw error;
    return nobody(asked, unavailable("workosUser", error.message, from));
  }
}

const nobody = ({ workosId, email }: Asked, why: Evidence): WorkosPerson => ({
  ...{ workosId, email, firstName: null, knowsOrganizations: false, evidence: [why] },
});

const absent = ({ email }: Asked): EvidenceFacts["workosUser"] => ({
  ...{ workosId: null, email, emailVerified: null, lastSignInAt: null, organizationIds: [] },
});
