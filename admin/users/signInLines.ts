import type { FunctionReturnType } from "convex/server";
import type { api } from "../../convex/_generated/api";
import { deviceOf } from "../ui/device";
import { duration } from "../ui/time";
import { errorWords, methodLabel } from "../ui/words";
import type { HistoryLine } from "./HistoryLines";

type UserSignIn = FunctionReturnType<typeof api.gatehouse.signIns.forUser>[number];

/**
 * A person's sign-ins in sentences, newest first. Attempts of the same kind from the same place in
 * a row are one line.
 * @param now epoch ms; a session that is past its time has ended by itself
 */
export function signInLines(signIns: readonly UserSignIn[], now: number): HistoryLine[] {
  const lines: HistoryLine[] = [];
  for (const signIn of signIns) {
    const line = toLine(signIn, now);
    const newer = lines.at(-1);
    if (newer?.sentence === line.sentence && newer.note === line.note) {
      newer.times += 1;
      newer.since = signIn.at;
    } else lines.push(line);
  }
  return lines;
}

/** How many of the sessions that these sign-ins began are still open, as far as WorkOS has said. */
export function openSessions(signIns: readonly UserSignIn[], now: number): number {
  return signIns.filter((signIn) => isOpen(signIn, now)).length;
}

function isOpen({ outcome, endedAt, expiresAt }: UserSignIn, now: number): boolean {
  return outcome === "succeeded" && endedAt === null && expiresAt !== null && expiresAt > now;
}

function toLine(signIn: UserSignIn, now: number): HistoryLine {
  const { eventId: id, at, outcome, method, errorCode, userAgent, ipAddress } = signIn;
  const place = [userAgent === null ? null : deviceOf(userAgent), ipAddress];
  const note = [...place, sessionWords(signIn, now)].filter((word) => word !== null).join(" · ");
  const base = { id, at, since: at, times: 1, note: note === "" ? null : note };
  if (outcome === "succeeded") {
    return { ...base, sentence: `Signed in by ${methodLabel(method)}`, tone: "neutral" };
  }
  const reason = errorCode === null ? "" : `: ${errorWords(errorCode)}`;
  return { ...base, sentence: `Failed by ${methodLabel(method)}${reason}`, tone: "warning" };
}

/** What became of the session; nothing where WorkOS has not said when it would end. */
function sessionWords(signIn: UserSignIn, now: number): string | null {
  const { at, endedAt, expiresAt } = signIn;
  if (endedAt !== null) return `session ended after ${duration(Math.max(0, endedAt - at))}`;
  if (isOpen(signIn, now)) return "session open";
  return expiresAt === null ? null : "session expired";
}
