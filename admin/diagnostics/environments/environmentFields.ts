import type { FunctionArgs, FunctionReturnType } from "convex/server";
import type { api } from "../../../convex/_generated/api";

export type Environment = FunctionReturnType<typeof api.gatehouse.environments.list>[number];
type Saved = FunctionArgs<typeof api.gatehouse.environments.save>;

/** The form's fields, as typed. */
export interface Typed {
  name: string;
  appUrl: string;
  redirectUris: string;
  authMode: Environment["authMode"];
  apiHost: string;
  clientId: string;
  callbackPath: string;
  kind: Environment["kind"];
  convexUrl: string;
  workosEnvironmentId: string;
  signInEndpoint: string;
  homepageUrl: string;
  signOutRedirects: string;
  signOutAsksAgain: "yes" | "no" | "unknown";
}

/** What the form begins with: an environment's own values, or what most apps have. */
export function typedOf(environment: Environment | null): Typed {
  return {
    name: environment?.name ?? "",
    appUrl: environment?.appUrl ?? "",
    redirectUris: environment?.redirectUris.join("\n") ?? "",
    authMode: environment?.authMode ?? "client-only",
    apiHost: environment?.apiHost ?? "api.workos.com",
    clientId: environment?.clientId ?? "",
    callbackPath: environment?.callbackPath ?? "",
    kind: environment?.kind ?? "production",
    convexUrl: environment && !environment.usesThisConvex ? environment.convexUrl : "",
    workosEnvironmentId: environment?.workosEnvironmentId ?? "",
    signInEndpoint: environment?.checklist?.signInEndpoint ?? "",
    homepageUrl: environment?.checklist?.homepageUrl ?? "",
    signOutRedirects: environment?.checklist?.signOutRedirects ?? "",
    signOutAsksAgain: answerOf(environment?.checklist?.signOutAsksAgain),
  };
}

const answerOf = (tried: boolean | undefined): Typed["signOutAsksAgain"] =>
  tried === undefined ? "unknown" : tried ? "yes" : "no";

const orNull = (text: string): string | null => (text.trim() === "" ? null : text.trim());

/**
 * What is saved of the form. Whether it makes sense is Convex's to say.
 * @param typed the fields as typed
 * @param id the environment that is changed; null adds one
 * @param looked whether somebody looked the dashboard's settings up
 */
export function savedOf(typed: Typed, id: Environment["_id"] | null, looked: boolean): Saved {
  const { callbackPath, convexUrl, workosEnvironmentId, signOutRedirects } = typed;
  return {
    ...(id !== null && { id }),
    name: typed.name.trim(),
    appUrl: typed.appUrl.trim(),
    redirectUris: typed.redirectUris.split(/\s+/).filter(Boolean),
    authMode: typed.authMode,
    apiHost: typed.apiHost.trim(),
    clientId: typed.clientId.trim(),
    kind: typed.kind,
    ...(callbackPath.trim() && { callbackPath: callbackPath.trim() }),
    ...(convexUrl.trim() && { convexUrl: convexUrl.trim() }),
    ...(workosEnvironmentId.trim() && { workosEnvironmentId: workosEnvironmentId.trim() }),
    ...(looked && {
      checklist: {
        signInEndpoint: orNull(typed.signInEndpoint),
        homepageUrl: orNull(typed.homepageUrl),
        ...(signOutRedirects.trim() && { signOutRedirects: signOutRedirects.trim() }),
        ...(typed.signOutAsksAgain !== "unknown" && {
          signOutAsksAgain: typed.signOutAsksAgain === "yes",
        }),
      },
    }),
  };
}
