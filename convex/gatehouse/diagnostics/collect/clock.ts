import { evidence } from "../evidence";
import { keyListUrl } from "../keyList";
import { ProbeError } from "./get";
import type { Collector } from "./types";

/** Compares this clock with the Date of WorkOS's answer, in the middle of the request. */
export const clock: Collector = async ({ environment }, { get, now }) => {
  const asked = now();
  const { headers } = await get(keyListUrl(environment));
  const answered = now();
  const theirs = Date.parse(headers.get("date") ?? "");
  if (Number.isNaN(theirs)) throw new ProbeError("WorkOS's answer says no time.");
  const offsetMs = Math.round((asked + answered) / 2 - theirs);
  const facts = { whose: "the machine that checks", comparedWith: "WorkOS's clock", offsetMs };
  return [evidence("clockOffset", facts, { source: "the Date of WorkOS's answer", at: answered })];
};
