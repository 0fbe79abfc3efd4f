import type { DeliveryRecord } from "../providers/resources";
import { Status } from "../ui/Status";
import { reasonWords } from "../ui/words";

/** What became of an event. */
export function DeliveryState({
  delivery,
}: {
  delivery: Pick<DeliveryRecord, "state" | "reason">;
}) {
  const meaning = delivery.reason ? { meaning: reasonWords(delivery.reason) } : {};
  switch (delivery.state) {
    case "applied":
      return <Status tone="ok" icon="ok" label="applied" {...meaning} />;
    case "ignored":
      return <Status tone="neutral" icon="ignored" label="ignored" {...meaning} />;
    case "failed":
      return <Status tone="failure" icon="failure" label="failed" {...meaning} />;
    case "dead":
      return <Status tone="failure" icon="failure" label="given up" {...meaning} />;
  }
}
