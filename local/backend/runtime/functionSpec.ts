import type { Definitions, FunctionKind } from "../loader/analyze";
import type { WireJson } from "../values/types";
import { storedPath } from "./functionPath";

const TYPES: Record<FunctionKind, string> = {
  query: "Query",
  mutation: "Mutation",
  action: "Action",
};

/** Describes every function and HTTP route the way the CLI's `function-spec` prints them. */
export function functionSpecOf({ functions, router }: Definitions): WireJson[] {
  const exported = [...functions.values()].map(({ path, kind, visibility, args, returns }) => ({
    identifier: storedPath(path),
    functionType: TYPES[kind],
    visibility: { kind: visibility },
    args: args as WireJson,
    returns: returns as WireJson,
  }));
  const routes = router?.getRoutes() ?? [];
  return [
    ...exported,
    ...routes.map(([path, method]) => ({ functionType: "HttpAction", method, path })),
  ];
}
