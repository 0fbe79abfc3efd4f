import { workosGet, WorkosError } from "./client";
import { listPage } from "./lists";

const PATH = "/user_management/users";

/** A page of WorkOS's users. */
export interface UsersPage {
  /** As WorkOS sent them: the text of a JSON array. */
  users: string;
  /** What to ask for the next page with; null on the last. */
  next: string | null;
  /** When the page was asked for (epoch ms): what changed later is newer. */
  readAt: number;
}

/** @throws WorkosError */
export async function listUsers(after: string | null): Promise<UsersPage> {
  const readAt = Date.now();
  const { data, next } = await listPage(PATH, after === null ? {} : { after });
  return { users: JSON.stringify(data), next, readAt };
}

/**
 * A user's JSON text, or null when WorkOS has no such user.
 * @throws WorkosError
 */
export async function readUser(workosId: string): Promise<string | null> {
  try {
    return JSON.stringify(await workosGet(`${PATH}/${encodeURIComponent(workosId)}`));
  } catch (error) {
    if (error instanceof WorkosError && error.status === 404) return null;
    throw error;
  }
}
