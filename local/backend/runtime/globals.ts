import { AsyncLocalStorage, AsyncResource } from "node:async_hooks";
import type { ModuleGlobals } from "../loader/importBundle";
import { invocations, isDeterministic } from "./invocation";
import type { LogLevel } from "./logs";
import { probeFetch } from "./probeFetch";

/**
 * The globals a deployment's modules see instead of the process's own. The bundler redirects
 * them by name, so code outside the functions folder is never affected.
 *
 * @param environment - the deployment's variables, all that `process.env` shows
 * @param log - takes console output of modules that are being evaluated
 */
export function createGlobals(
  environment: Record<string, string>,
  log: (line: string) => void,
): ModuleGlobals {
  return {
    AsyncLocalStorage,
    AsyncResource,
    process: { env: { ...environment } },
    configProcess: { env: refusingUnset(environment) },
    console: createConsole(log),
    Date: FunctionDate,
    random: () => {
      const invocation = invocations.getStore();
      return invocation && isDeterministic(invocation) ? invocation.origin.random() : Math.random();
    },
    fetch: onlyInActions("fetch()", probeFetch()),
    setTimeout: onlyInActions("setTimeout", setTimeout),
    setInterval: onlyInActions("setInterval", setInterval),
    clearTimeout,
    clearInterval,
  };
}

/**
 * The variables as `auth.config.ts` sees them: Convex throws for one that is unset, in these words
 * (convex-backend, `crates/isolate/src/environment/auth_config.rs`).
 */
function refusingUnset(environment: Record<string, string>): Record<string, string> {
  return new Proxy(environment, {
    get(target, name) {
      if (typeof name === "symbol" || name in target) return Reflect.get(target, name);
      throw new Error(
        `Environment variable ${name} is used in auth config file but its value was not set`,
      );
    },
  });
}

/** Throws in queries and mutations, with the text of the real backend. */
function onlyInActions<Args extends unknown[], Result>(
  name: string,
  original: (...args: Args) => Result,
): (...args: Args) => Result {
  return (...args) => {
    if (!isDeterministic(invocations.getStore())) return original(...args);
    throw new Error(
      `Can't use ${name} in queries and mutations. Please consider using an action. ` +
        `See https://docs.convex.dev/functions/actions for more details.`,
    );
  };
}

/** Stands still within a query or mutation, and is the backend's clock in actions. */
function present(): number {
  const invocation = invocations.getStore();
  if (!invocation) return Date.now();
  return isDeterministic(invocation)
    ? invocation.origin.startedAt
    : invocation.services.clock.now();
}

const FunctionDate = new Proxy(Date, {
  construct: (target, args, newTarget) =>
    Reflect.construct(target, args.length === 0 ? [present()] : args, newTarget),
  apply: (target) => new target(present()).toString(),
  get: (target, property, receiver) =>
    property === "now" ? present : Reflect.get(target, property, receiver),
});

const LEVELS: Record<string, LogLevel> = {
  debug: "DEBUG",
  error: "ERROR",
  info: "INFO",
  log: "LOG",
  trace: "LOG",
  warn: "WARN",
};

function createConsole(log: (line: string) => void): Record<string, unknown> {
  const write = (level: LogLevel, values: unknown[]) => {
    const logs = invocations.getStore()?.logs;
    if (logs) logs.add(level, values);
    else log(`[${level}] ${values.map(String).join(" ")}`);
  };
  const methods = Object.entries(LEVELS).map(([method, level]) => [
    method,
    (...values: unknown[]) => write(level, values),
  ]);
  return { ...Object.fromEntries(methods), ...stopwatch(write) };
}

function stopwatch(write: (level: LogLevel, values: unknown[]) => void): Record<string, unknown> {
  const started = new Map<string, number>();
  const report = (label: string, values: unknown[]) =>
    write("INFO", [`${label}: ${present() - (started.get(label) ?? present())}ms`, ...values]);
  return {
    time: (label = "default") => started.set(label, present()),
    timeLog: (label = "default", ...values: unknown[]) => report(label, values),
    timeEnd: (label = "default") => {
      report(label, []);
      started.delete(label);
    },
  };
}
