import type {
  DefaultFunctionArgs,
  FunctionReference,
  PaginationOptions,
  PaginationResult,
} from "convex/server";
import { makeFunctionReference } from "convex/server";
import type { Value } from "convex/values";

type Query<Args extends DefaultFunctionArgs, Result> = FunctionReference<
  "query",
  "public",
  Args,
  Result
>;
type Mutation<Args extends DefaultFunctionArgs, Result> = FunctionReference<
  "mutation",
  "public",
  Args,
  Result
>;

function query<Args extends DefaultFunctionArgs, Result>(path: string): Query<Args, Result> {
  return makeFunctionReference<"query", Args, Result>(path);
}

function mutation<Args extends DefaultFunctionArgs, Result>(path: string): Mutation<Args, Result> {
  return makeFunctionReference<"mutation", Args, Result>(path);
}

type Channel = { channel: string };
type Post = { channel: string; text: string };
type Page = { channel: string; paginationOpts: PaginationOptions };

/** References to the fixture's functions, typed by hand: it is not code-generated. */
export const api = {
  messages: {
    list: query<Channel, string[]>("messages:list"),
    page: query<Page, PaginationResult<{ text: string }>>("messages:page"),
    count: query<Record<string, never>, number>("messages:count"),
    fail: query<Channel, string>("messages:fail"),
    values: query<{ given: Value }, Record<string, Value>>("messages:values"),
    log: query<Record<string, never>, null>("messages:log"),
    large: query<{ length: number }, string>("messages:large"),
    send: mutation<Post, string>("messages:send"),
    clear: mutation<Post, boolean>("messages:clear"),
    refuse: mutation<Channel, null>("messages:refuse"),
  },
  accounts: {
    balances: query<Record<string, never>, Record<string, number>>("accounts:balances"),
    balance: query<{ owner: string }, number | null>("accounts:balance"),
    open: mutation<{ owners: string[] }, null>("accounts:open"),
    transfer: mutation<{ from: string; to: string; amount: number }, null>("accounts:transfer"),
  },
  identity: {
    whoAmI: query<Record<string, never>, string | null>("identity:whoAmI"),
    secret: query<Record<string, never>, string>("identity:secret"),
    variable: query<{ name: string }, string | null>("identity:variable"),
    sign: mutation<{ text: string }, string>("identity:sign"),
    act: makeFunctionReference<"action", { text: string }, string | null>("identity:act"),
  },
};
