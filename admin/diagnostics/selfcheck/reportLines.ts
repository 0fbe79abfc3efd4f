import type { SelfCheckFacts } from "../../../convex/gatehouse/diagnostics/selfCheckFacts";
import { deviceOf } from "../../ui/device";
import { duration } from "../../ui/time";

/** One thing a browser was asked, in words. */
export interface ReportLine {
  label: string;
  value: string;
  /** False draws attention to it. */
  sound: boolean;
}

/** A clock further off than this makes tokens look expired or not yet valid. */
const CLOCK_TOLERANCE_MS = 60_000;

const yesNo = (label: string, good: boolean, [yes, no]: readonly [string, string]): ReportLine => ({
  label,
  value: good ? yes : no,
  sound: good,
});

/** What a person's browser reported, line by line. */
export function reportLines(report: SelfCheckFacts): ReportLine[] {
  const { clockOffsetMs, thirdPartyCookies, blockedRequests } = report;
  const blocked = blockedRequests
    .map(({ host, answersElsewhere }) =>
      answersElsewhere === false ? `${host}, which does not answer this server either` : host,
    )
    .join(", ");
  return [
    { label: "Browser", value: deviceOf(report.browser), sound: true },
    yesNo("Cookies", report.cookiesEnabled, ["kept", "refused"]),
    yesNo("Storage", report.localStorageWritable && report.sessionStorageWritable, [
      "works",
      "refused",
    ]),
    {
      label: "Other sites' cookies",
      value:
        thirdPartyCookies === null ? "could not be tried" : thirdPartyCookies ? "kept" : "blocked",
      sound: thirdPartyCookies !== false,
    },
    yesNo("Cryptography", report.cryptoSubtle && report.secureContext, ["works", "missing"]),
    clockLine(clockOffsetMs),
    { label: "Failed requests", value: blocked || "none", sound: blocked === "" },
  ];
}

function clockLine(offset: number | null): ReportLine {
  if (offset === null) return { label: "Clock", value: "could not be compared", sound: true };
  const sound = Math.abs(offset) < CLOCK_TOLERANCE_MS;
  const way = offset > 0 ? "fast" : "slow";
  return {
    label: "Clock",
    value: sound ? "right" : `${duration(Math.abs(offset))} ${way}`,
    sound,
  };
}
