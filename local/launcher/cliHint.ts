interface EmbeddedBackend {
  apiUrl: string;
  /** The key is read from here when the lines are pasted: a terminal is no place for it. */
  keyFile: string;
}

/** How to use the Convex CLI with the embedded backend: lines to paste into a terminal. */
export function cliHint(backend: EmbeddedBackend, platform = process.platform): string {
  const settings = platform === "win32" ? forPowerShell(backend) : forShell(backend);
  return [
    "Use the Convex CLI in another terminal, in this folder (data, run, env list, dev --once, deploy …)",
    ...settings.map((line) => `  ${line}`),
    "  npx convex data",
  ].join("\n");
}

/** Emptied first: a deployment that .env.local names would be taken instead, or get in the way. */
function forShell({ apiUrl, keyFile }: EmbeddedBackend): string[] {
  const file = `'${keyFile.replaceAll("'", String.raw`'\''`)}'`;
  return [
    "export CONVEX_DEPLOYMENT= CONVEX_DEPLOY_KEY=",
    `export CONVEX_SELF_HOSTED_URL=${apiUrl}`,
    `export CONVEX_SELF_HOSTED_ADMIN_KEY="$(cat ${file})"`,
  ];
}

function forPowerShell({ apiUrl, keyFile }: EmbeddedBackend): string[] {
  return [
    `$env:CONVEX_SELF_HOSTED_URL = '${apiUrl}'`,
    `$env:CONVEX_SELF_HOSTED_ADMIN_KEY = Get-Content '${keyFile.replaceAll("'", "''")}'`,
  ];
}
