import { syscallError } from "./errors";
import { invocations, isOver, type Invocation } from "./invocation";
import { asyncSyscalls, syncSyscalls } from "./syscalls";

const OUTSIDE = "The Convex database and auth objects are being used outside of a Convex function.";
const NEVER = new Promise<string>(() => undefined);

async function answerInTurn(invocation: Invocation, op: string, argsJson: string): Promise<string> {
  while (invocation.nested) await invocation.nested;
  return await answer(invocation, op, argsJson);
}

function refuse(error: unknown): never {
  throw syscallError(error);
}

/** No `async`: most operations are answered at once, and each promise costs something. */
function answer(invocation: Invocation, op: string, argsJson: string): Promise<string> {
  // As on Convex, code left running when its function has ended never hears back.
  if (isOver(invocation)) return NEVER;
  const handler = asyncSyscalls[op]?.[invocation.kind];
  if (!handler) return Promise.reject(new Error(`Unknown async operation ${op}`));
  try {
    const answered = handler(invocation, argsJson);
    return typeof answered === "string" ? Promise.resolve(answered) : answered.catch(refuse);
  } catch (error) {
    return Promise.reject(syscallError(error));
  }
}

/**
 * The object through which `convex/server` reaches the backend, one for the whole process:
 * the running function is found through AsyncLocalStorage.
 */
const bridge = {
  syscall(op: string, argsJson: string): string {
    const invocation = invocations.getStore();
    if (!invocation || isOver(invocation)) throw new Error(OUTSIDE);
    const handler = syncSyscalls[op]?.[invocation.kind];
    if (!handler) throw new Error(`Unknown operation ${op}`);
    return handler(invocation, argsJson);
  },

  asyncSyscall(op: string, argsJson: string): Promise<string> {
    const invocation = invocations.getStore();
    if (!invocation) return Promise.reject(new Error(OUTSIDE));
    return invocation.nested === null
      ? answer(invocation, op, argsJson)
      : answerInTurn(invocation, op, argsJson);
  },

  jsSyscall(op: string): never {
    throw new Error(
      `The embedded backend has no file storage (${op}). Keep files elsewhere or deploy to Convex.`,
    );
  },
};

/**
 * Fails the function whose promise was rejected with nobody listening, as Convex does, where
 * Node would end the whole process. Other rejections stay fatal.
 */
export function failUnhandled(error: unknown): void {
  const invocation = invocations.getStore();
  if (!invocation) throw error;
  if (!isOver(invocation)) return invocation.abort(error);
  invocation.services.log(`${invocation.path} left a promise behind that failed: ${String(error)}`);
}

let installed = false;

/** Installs the bridge once, and source maps for the functions' stacks. */
export function installBridge(): void {
  if (installed) return;
  installed = true;
  process.setSourceMapsEnabled(true);
  process.on("unhandledRejection", failUnhandled);
  Reflect.set(globalThis, "Convex", bridge);
}
