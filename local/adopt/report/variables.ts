/** The variables the deployment needs, with the commands that set them. */
export function variableLines(webhookPath: string): string[] {
  return [
    "npx convex env set WORKOS_CLIENT_ID client_…         # WorkOS dashboard, API Keys",
    "npx convex env set WORKOS_API_KEY sk_…               # the same page; a secret",
    "npx convex env set GATEHOUSE_ADMINS you@example.com  # who may become the first admins",
    "npx convex env set GATEHOUSE_ENVIRONMENT Development # or Production, Preview",
    "npx convex env set WORKOS_WEBHOOK_SECRET whsec_…     # later, with the endpoint: WorkOS dashboard, Webhooks,",
    `                                                     # https://YOUR-DEPLOYMENT.convex.site${webhookPath}`,
    "Add --prod to each for the production deployment.",
  ];
}
