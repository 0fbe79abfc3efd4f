import Box from "@mui/material/Box";
import type { DeliveryDetailRecord } from "../providers/resources";
import { RelativeTime } from "../ui/RelativeTime";
import { DeliveryState } from "./DeliveryState";
import { viaWords } from "./viaWords";

type History = NonNullable<DeliveryDetailRecord["history"]>;

/** Every attempt at an event, the latest first: when, by which way, what it came to. */
export function Attempts({ history }: { history: History }) {
  return (
    <Box component="ol" aria-label="Attempts" sx={{ listStyle: "none", m: 0, p: 0, fontSize: 13 }}>
      {history.toReversed().map(({ at, via, state, error }) => (
        <Box component="li" key={at} sx={{ py: 1, display: "grid", gap: 0.5 }}>
          <Box sx={{ display: "flex", gap: 3 }}>
            <DeliveryState delivery={{ state, reason: null }} />
            <Box sx={{ flex: 1, color: "text.secondary" }}>{viaWords(via)}</Box>
            <Box sx={{ color: "text.secondary" }}>
              <RelativeTime at={at} />
            </Box>
          </Box>
          {error !== undefined && (
            <Box sx={{ color: "text.secondary", overflowWrap: "anywhere" }}>{error}</Box>
          )}
        </Box>
      ))}
    </Box>
  );
}
