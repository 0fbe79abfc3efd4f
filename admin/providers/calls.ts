import type { ConvexReactClient, Watch } from "convex/react";
import type { FunctionReference } from "convex/server";

/** What the providers need of a Convex client. */
export type ConsoleClient = Pick<ConvexReactClient, "query" | "watchQuery" | "mutation">;

/** One Convex query with its arguments: to be asked once, or to be watched. */
export interface Call<T> {
  query(client: ConsoleClient): Promise<T>;
  watch(client: ConsoleClient): Watch<T>;
}

/**
 * Binds a query to its arguments, so that asking and watching cannot drift apart.
 * @example call(api.users.get, { id: "user_01…" })
 */
export function call<Args extends Record<string, unknown>, T>(
  reference: FunctionReference<"query", "public", Args, T>,
  args: Args,
): Call<T> {
  const query: FunctionReference<"query", "public", Record<string, unknown>, T> = reference;
  return {
    query: (client) => client.query(query, args),
    watch: (client) => client.watchQuery(query, args),
  };
}
