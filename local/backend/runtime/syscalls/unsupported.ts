import { everywhere, type AsyncHandler, type ByKind } from "./handler";

const UNSUPPORTED: Record<string, string> = {
  "1.0/actions/vectorSearch": "vector search",
  "1.0/storageGetUrl": "file storage",
  "1.0/storageGetMetadata": "file storage",
  "1.0/storageGenerateUploadUrl": "file storage",
  "1.0/storageDelete": "file storage",
  "1.0/storageStore": "file storage",
  "1.0/storageGet": "file storage",
  "1.0/signJwt": "signing tokens",
  "1.0/auditLog": "audit log streams",
  "1.0/createServiceToken": "Convex's hosted services",
  "1.0/getServiceUrl": "Convex's hosted services",
};

/** Operations of Convex that this backend leaves out, each with an error that says so. */
export const unsupportedSyscalls: Record<string, ByKind<AsyncHandler>> = Object.fromEntries(
  Object.entries(UNSUPPORTED).map(([op, feature]) => [
    op,
    everywhere(() => {
      throw new Error(
        `The embedded backend does not support ${feature} (${op}). Deploy to Convex to use it.`,
      );
    }),
  ]),
);
