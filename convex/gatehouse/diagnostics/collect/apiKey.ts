import { evidence } from "../evidence";
import type { Collector } from "./types";
import { askWorkos } from "./workos";

/** Tries the API key with a read that changes nothing, and tells which variables are set. */
export const apiKey: Collector = async (_target, tools) => {
  const variables = await tools.stored("apiKey");
  if ("missing" in tools.apiKey && variables.length > 0) return variables;
  const { status } = await askWorkos(tools, "/user_management/users", { limit: "1" });
  const from = { source: "WorkOS's answer to a harmless read", at: tools.now() };
  return [evidence("apiKeyProbe", { status }, from), ...variables];
};
