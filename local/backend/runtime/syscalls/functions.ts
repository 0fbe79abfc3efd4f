import type { WireJson } from "../../values/types";
import { execute } from "../execute";
import { findFunction, handleOf, pathOf, type FunctionAddress } from "../functionPath";
import { createInvocation, type Invocation } from "../invocation";
import { transactionOf } from "./documents";
import { everywhere, inActions, inTransactions, type AsyncHandler, type ByKind } from "./handler";

interface NestedCall extends FunctionAddress {
  udfType: "query" | "mutation" | "snapshotQuery";
  args: WireJson;
}

/** `ctx.runQuery`, `runMutation`, `runAction` and `createFunctionHandle`. */
export const functionSyscalls: Record<string, ByKind<AsyncHandler>> = {
  "1.0/runUdf": inTransactions((invocation, argsJson) => {
    const call: NestedCall = JSON.parse(argsJson);
    if (call.udfType === "mutation" && invocation.kind !== "mutation") {
      throw new Error("Queries cannot run mutations. Use a mutation or an action instead.");
    }
    return inTurn(invocation, () => runNested(invocation, call));
  }),
  "1.0/actions/query": inActions(callAs("query")),
  "1.0/actions/mutation": inActions(callAs("mutation")),
  "1.0/actions/action": inActions(callAs("action")),
  "1.0/createFunctionHandle": everywhere((_invocation, argsJson) =>
    JSON.stringify(handleOf(pathOf(JSON.parse(argsJson)))),
  ),
};

function callAs(kind: "query" | "mutation" | "action"): AsyncHandler {
  return ({ services, origin }, argsJson) => {
    const { args, ...address }: FunctionAddress & { args: WireJson } = JSON.parse(argsJson);
    return services.call(kind, pathOf(address), args, origin);
  };
}

/** Nested functions share one transaction, so each has it to itself until it ends. */
function inTurn(invocation: Invocation, run: () => Promise<string>): Promise<string> {
  const result = run();
  const settled = result.then(
    () => undefined,
    () => undefined,
  );
  invocation.nested = settled;
  void settled.then(() => {
    if (invocation.nested === settled) invocation.nested = null;
  });
  return result;
}

async function runNested(caller: Invocation, call: NestedCall): Promise<string> {
  const { services } = caller;
  const path = pathOf(call);
  if (call.udfType === "snapshotQuery") {
    return services.call("query", path, call.args, caller.origin);
  }
  const entry = findFunction(services.definitions(), path, "internal", call.udfType);
  const transaction = transactionOf(caller);
  const savepoint = transaction.savepoint();
  try {
    return await execute(entry, call.args, createInvocation(entry, caller));
  } catch (error) {
    transaction.rollbackTo(savepoint);
    throw error;
  }
}
