import {
  causeOfErrorCode,
  causeOfErrorPage,
} from "../../../convex/gatehouse/diagnostics/errorCodes";
import { isInternalHost, isLoopback, parseUrl } from "../../../convex/gatehouse/diagnostics/hosts";
import { browserForm } from "../../../convex/gatehouse/diagnostics/redirectUri";
import { safeAddress, safeQuery } from "../analysis/har/address";
import { createMarks } from "../analysis/har/marks";
import type { AddressNote } from "./addressNote";
import { redirectNotes, type RegisteredAt } from "./redirectNotes";

/** One part of an address, in words. Secrets stand as marks. */
interface AddressPart {
  name: string;
  value: string;
  meaning: string;
}

export interface ExplainedAddress {
  parts: AddressPart[];
  notes: AddressNote[];
}

/**
 * Explains a pasted address without showing anything secret in it.
 * @param text what was pasted
 * @param environments what the app's own callback addresses are, to compare with
 * @returns its parts and what is noteworthy, or a sentence that says why it is no address
 */
export function explainAddress(
  text: string,
  environments: readonly RegisteredAt[],
): ExplainedAddress | { problem: string } {
  const url = parseUrl(text.trim());
  if (url === null) return { problem: "This is no whole address: it should begin with https://." };
  if (url.host === "") return { problem: "This address names no host, so no browser can open it." };
  return {
    parts: [...placeParts(url), ...queryParts(url)],
    notes: [...placeNotes(url, text.trim()), ...queryNotes(url, environments)],
  };
}

const PLACES: readonly [RegExp, string][] = [
  [/\/(user_management|sso|oauth2)\/authorize$/, "Starts a sign-in at WorkOS."],
  [
    /\/(user_management\/authenticate|oauth2\/token)$/,
    "Where a code is exchanged for a session. Only programs call it.",
  ],
  [/\/user_management\/sessions\/logout$/, "Signs the person out at WorkOS."],
  [/\/(sso|oauth2)\/jwks(\/|$)/, "The public keys that signatures are checked against."],
  [/\/callback\/?$/, "Probably the app's callback: where WorkOS sends people back to."],
];

function placeParts(url: URL): AddressPart[] {
  const { scheme, host, path } = safeAddress(url);
  const errorPage = causeOfErrorPage(url.pathname) !== null;
  const place = PLACES.find(([shape]) => shape.test(url.pathname))?.[1];
  return [
    {
      name: "Scheme",
      value: scheme,
      meaning: scheme === "https" ? "Encrypted." : "Not encrypted by https.",
    },
    { name: "Host", value: host, meaning: hostMeaning(url) },
    { name: "Path", value: path, meaning: errorPage ? "An error page of WorkOS." : (place ?? "") },
  ];
}

function hostMeaning({ hostname }: URL): string {
  if (isLoopback(hostname)) return "This very computer: every person's own.";
  if (isInternalHost(hostname)) return "Only known inside a network; people cannot open it.";
  return /(^|\.)(workos\.com|authkit\.app)$/.test(hostname) ? "WorkOS." : "";
}

const PARAMETERS: Readonly<Record<string, string>> = {
  client_id: "The WorkOS client, so also the WorkOS environment, that the app belongs to.",
  redirect_uri: "Where WorkOS shall send the person back to. Must be on WorkOS's list.",
  response_type: "What WorkOS shall send back; AuthKit asks for a code.",
  provider: "Which way of signing in; authkit means WorkOS's own page.",
  state: "The app's own mark, to recognise the answer by. Hidden here.",
  code: "The one-time code of a sign-in. It is a secret, so it is hidden here.",
  code_challenge: "Ties the answer to this browser (PKCE). Hidden here.",
  code_challenge_method: "How that tie is made.",
  screen_hint: "Which page to begin with: sign-in or sign-up.",
  error: "What WorkOS refused, as a code.",
  error_description: "What WorkOS refused, in words.",
  session_id: "The session to end.",
  return_to: "Where to go after signing out.",
};

function queryParts(url: URL): AddressPart[] {
  const query = safeQuery(url, createMarks());
  return Object.entries(query).map(([name, value]) => ({
    name,
    value: value.startsWith("value ") ? "‹hidden›" : value,
    meaning: Object.hasOwn(PARAMETERS, name) ? (PARAMETERS[name] ?? "") : "",
  }));
}

function placeNotes(url: URL, text: string): AddressNote[] {
  const notes: AddressNote[] = [];
  if (url.username !== "" || url.password !== "") {
    const sentence = "It holds a user name or password before the host; both were taken out.";
    notes.push({ sentence, code: null });
  }
  if (isInternalHost(url.hostname) && !isLoopback(url.hostname)) {
    const sentence = `${url.host} is only known inside a network. A person's browser cannot open it.`;
    notes.push({ sentence, code: "redirect-to-internal-host" });
  }
  if (/[^\u0020-\u007e]/.test(/^[^/]*\/\/[^/?#]*/.exec(text)?.[0] ?? "")) {
    const sentence = `Browsers write this host as ${new URL(browserForm(text)).host}; WorkOS's list must hold that form.`;
    notes.push({ sentence, code: "redirect-uri-not-punycode" });
  }
  const page = causeOfErrorPage(url.pathname);
  if (page !== null) notes.push({ sentence: "WorkOS shows this page for one cause.", code: page });
  return notes;
}

function queryNotes(url: URL, environments: readonly RegisteredAt[]): AddressNote[] {
  const { searchParams } = url;
  const notes: AddressNote[] = [];
  if (searchParams.get("state") === "null") {
    notes.push({ sentence: "It says state=null: the word, not a value.", code: "state-null" });
  }
  const error = searchParams.get("error");
  const cause = error === null ? null : causeOfErrorCode(error);
  if (error !== null && cause !== null) {
    notes.push({ sentence: `WorkOS's answer is the error ${error}.`, code: cause });
  }
  const redirectUri = searchParams.get("redirect_uri");
  return redirectUri === null ? notes : [...notes, ...redirectNotes(redirectUri, environments)];
}
