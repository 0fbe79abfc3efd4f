import { QueryClient } from "@tanstack/react-query";
import { localStorageStore } from "react-admin";
import { createConvexClient } from "./convexClient";
import { CursorMap } from "./cursors";
import { createDataProvider } from "./dataProvider";
import { LiveCache } from "./live";
import { recentChanges } from "./recentChanges";
import { refusal } from "./session";

/** How long an entry that is no longer on screen stays, and stays watched. */
const KEEP_MS = 2 * 60_000;

/** Everything the console is wired from, made once. */
export function createServices(convexUrl: string) {
  const client = createConvexClient(convexUrl, refusal);
  const cursors = new CursorMap();
  const queryClient = new QueryClient({
    defaultOptions: {
      // Convex tells about changes, retries and waits out lost connections by itself.
      queries: {
        gcTime: KEEP_MS,
        networkMode: "always",
        refetchOnReconnect: false,
        refetchOnWindowFocus: false,
        retry: false,
      },
      mutations: { networkMode: "always" },
    },
  });
  return {
    client,
    queryClient,
    dataProvider: createDataProvider(client, cursors),
    live: new LiveCache(queryClient, client, cursors, recentChanges),
    store: localStorageStore("1", "gatehouse"),
  };
}

export type Services = ReturnType<typeof createServices>;
