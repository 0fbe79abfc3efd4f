import type { EnvProblem, EnvReading } from "./env";
import { readEnv } from "./readEnv";
import { SETTINGS_FILE, saidByVariables } from "./settings";
import { readSettingsFile, type FileReading } from "./settingsFile";

/** A host that takes longer leaves the page blank for too long. */
const TIME_LIMIT_MS = 10_000;

/** The settings or what is wrong with them, and where whoever mends them has to look. */
export type LoadedEnv = EnvReading & { mendIn: "file" | "build" };

/**
 * Finds out where this console talks to: the settings file first, then the variables of the build.
 * @param variables `import.meta.env`
 * @param origin the page's own origin
 * @param ask sends the one request; the page's `fetch`
 */
export async function loadEnv(
  variables: Readonly<Record<string, unknown>>,
  origin: string,
  ask: typeof fetch,
): Promise<LoadedEnv> {
  const file = await askForFile(ask);
  if ("failure" in file) return { problems: [file.failure], mendIn: "file" };
  const build = saidByVariables(variables);
  if (file.reading === null) {
    return { ...readEnv({ build, file: null }, origin), mendIn: "build" };
  }
  const { said, problems } = file.reading;
  return { ...withProblems(problems, readEnv({ build, file: said }, origin)), mendIn: "file" };
}

/** A name is complained about once: by what the file has there, not by what is missing then. */
function withProblems(ofFile: EnvProblem[], reading: EnvReading): EnvReading {
  if (ofFile.length === 0) return reading;
  const further = "problems" in reading ? reading.problems : [];
  const isNew = ({ name }: EnvProblem) => !ofFile.some((problem) => problem.name === name);
  return { problems: [...ofFile, ...further.filter(isNew)] };
}

type Asked = { reading: FileReading | null } | { failure: EnvProblem };

/** What the file says; a reading of null when the host has none. */
async function askForFile(ask: typeof fetch): Promise<Asked> {
  try {
    const signal = AbortSignal.timeout(TIME_LIMIT_MS);
    const response = await ask(SETTINGS_FILE, { cache: "no-cache", signal });
    if (isMissing(response)) return { reading: null };
    if (!response.ok) return unreadable(`was answered with status ${response.status}`);
    const reading = readSettingsFile(await response.text());
    return reading === null ? { failure: NOT_JSON } : { reading };
  } catch {
    // Without its answer nobody knows whether the build's own settings are still meant.
    return unreadable("could not be loaded");
  }
}

const NOT_JSON: EnvProblem = {
  name: SETTINGS_FILE,
  wrong: "is not a JSON object",
  put: 'One object, such as {"convexUrl": "https://happy-animal-123.convex.cloud", "clientId": "client_…"}: double quotes round every name and text, no comma after the last, no comments.',
};

/** A host that answers every unknown path with the page answers this one, too. */
function isMissing({ status, headers }: Response): boolean {
  if (status === 404 || status === 410) return true;
  return status === 200 && /^text\/html\b/i.test(headers.get("content-type") ?? "");
}

function unreadable(wrong: string): { failure: EnvProblem } {
  const put =
    "Reload the page. If it stays, look at the host this console is served from: it has to answer this path with the file, or with 404 when there is none.";
  return { failure: { name: SETTINGS_FILE, wrong, put } };
}
