import type { DeliveryDetailRecord } from "../providers/resources";
import { duration } from "../ui/time";
import { viaWords } from "./viaWords";

const SCHEMES = { workos: "WorkOS’s scheme", svix: "Svix / Standard Webhooks" } as const;

/** What the signature of a delivery said, or why there was none to check. */
export function signatureWords(
  signature: NonNullable<DeliveryDetailRecord["signature"]> | null,
  via: DeliveryDetailRecord["via"],
): string {
  if (signature === null) {
    return via === "webhook" || via === "replay" ? "not kept" : `none: it came ${viaWords(via)}`;
  }
  const { scheme, ageMs } = signature;
  const when = ageMs < 0 ? `${duration(-ageMs)} ahead of this clock` : `${duration(ageMs)} before`;
  return `verified, ${SCHEMES[scheme]}, signed ${when}${ageMs < 0 ? "" : " it arrived"}`;
}
