import { everywhere, type AsyncHandler, type ByKind } from "./handler";

/** `ctx.auth.getUserIdentity`. */
export const authSyscalls: Record<string, ByKind<AsyncHandler>> = {
  "1.0/getUserIdentity": everywhere(({ use, origin }) => {
    use.usedIdentity = true;
    return JSON.stringify(origin.identity);
  }),
};
