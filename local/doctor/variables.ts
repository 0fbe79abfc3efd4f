import { existsSync, readFileSync } from "node:fs";
import { parseEnv } from "node:util";
import { STAND_IN } from "../launcher/environment";
import { UsageError } from "./options";

/** Variables by name; an empty one is there, and empty. */
export type Variables = Readonly<Record<string, string>>;

/** Names that have to do with sign-in; others are none of the doctor's business. */
const OF_SIGN_IN = /WORKOS|CONVEX|REDIRECT_URI|APP_URL|GATEHOUSE_ENVIRONMENT/;

const DEFAULT_FILE = ".env.local";

/** What `npm start` runs when nothing is configured; its ports are those of local/launcher. */
const LOCAL_STACK: Variables = {
  GATEHOUSE_ENVIRONMENT: "Local",
  APP_URL: "http://localhost:5173",
  VITE_CONVEX_URL: "http://127.0.0.1:3210",
  CONVEX_SITE_URL: "http://127.0.0.1:3211",
  WORKOS_API_URL: "http://127.0.0.1:4100",
  WORKOS_CLIENT_ID: STAND_IN.clientId,
  WORKOS_API_KEY: STAND_IN.apiKey,
};

/** Where `npm start` keeps the key of its own Convex deployment. */
const LOCAL_ADMIN_KEY = ".local/stand-in/convex/admin-key.txt";

function localStack(): Variables {
  if (!existsSync(LOCAL_ADMIN_KEY)) return LOCAL_STACK;
  const key = readFileSync(LOCAL_ADMIN_KEY, "utf8").trim();
  return { ...LOCAL_STACK, CONVEX_SELF_HOSTED_ADMIN_KEY: key };
}

function textOf(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    const { code = "" } = error as NodeJS.ErrnoException;
    const why = code === "EISDIR" ? "is a folder" : `cannot be read (${code})`;
    throw new UsageError(
      `${file} ${why}: give a file with lines such as WORKOS_CLIENT_ID=client_….`,
    );
  }
}

function readFile(file: string): Record<string, string> {
  const entries = Object.entries(parseEnv(textOf(file)));
  return Object.fromEntries(
    entries.filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}

/**
 * The variables of sign-in: those of the file, and over them those of the shell. When neither names a
 * WorkOS client, the local stack's own.
 * @param file named on the command line; null takes `.env.local` if it is there.
 * @param shell `process.env`.
 * @throws UsageError when a named file is missing, or a file cannot be read.
 */
export function readVariables(
  file: string | null,
  shell: Readonly<Record<string, string | undefined>>,
): Variables {
  if (file !== null && !existsSync(file)) throw new UsageError(`There is no file ${file}.`);
  const path = file ?? DEFAULT_FILE;
  const all = { ...(existsSync(path) ? readFile(path) : {}), ...shell };
  const own = Object.fromEntries(
    Object.entries(all).filter(
      (entry): entry is [string, string] => entry[1] !== undefined && OF_SIGN_IN.test(entry[0]),
    ),
  );
  const hasClient = Object.keys(own).some((name) => /WORKOS_CLIENT_ID$/.test(name));
  return hasClient ? own : { ...localStack(), ...own };
}
