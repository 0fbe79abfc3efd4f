import type { Style } from "../syntax/style";

/** A file that the app has not got, as it would be without Gatehouse. */
export const BLANK = {
  http: `import { httpRouter } from "convex/server";

const http = httpRouter();

export default http;
`,
  crons: `import { cronJobs } from "convex/server";

const crons = cronJobs();

export default crons;
`,
  "auth.config": "export default { providers: [] };\n",
};

/** What the app's own `gatehouse.config` says. */
export interface ConfigValues {
  /** Null: the default. */
  webhookPath: string | null;
  /** Fields that every row needs and only the app can fill. */
  requiredFields: readonly string[];
}

/** The app's `gatehouse.config`, for a start. */
export function configText({ webhookPath, requiredFields }: ConfigValues): string {
  const path = webhookPath === null ? "" : `\n  webhookPath: ${JSON.stringify(webhookPath)},`;
  const fields = requiredFields.join(", ");
  const newUser =
    requiredFields.length === 0
      ? ""
      : `\n  // A webhook or a first sign-in makes rows too. Say here what they begin with: ${fields}.
  // newUser: (profile) => ({ ${requiredFields.map((name) => `${name}: …`).join(", ")} }),`;
  const body = path + newUser;
  return `import { defineGatehouse } from "./gatehouse/host/config";

export default defineGatehouse({${body === "" ? "" : `${body}\n`}});
`;
}

/** A text of ours in the way the app writes. */
export function inStyle(text: string, { quote, semicolon, newline }: Style): string {
  return text.replaceAll('"', quote).replace(/;$/gm, semicolon).replaceAll("\n", newline);
}
