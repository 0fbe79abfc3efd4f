import Box from "@mui/material/Box";
import Link from "@mui/material/Link";
import Skeleton from "@mui/material/Skeleton";
import Typography from "@mui/material/Typography";
import { useGetOne } from "react-admin";
import { Link as RouterLink } from "react-router-dom";
import { userPath } from "../addresses/users";
import { deliveriesPath } from "../addresses/webhooks";
import type { DeliveryDetailRecord } from "../providers/resources";
import { MONO } from "../theme/theme";
import { Copyable } from "../ui/Copy";
import { Fact, Facts } from "../ui/Facts";
import { fieldWords } from "../ui/fieldWords";
import { RelativeTime } from "../ui/RelativeTime";
import { Section } from "../ui/Section";
import { ErrorState } from "../ui/States";
import { duration } from "../ui/time";
import { listing, reasonWords } from "../ui/words";
import { Attempts } from "./Attempts";
import { DeliveryState } from "./DeliveryState";
import { Payload } from "./Payload";
import { ReplayButton } from "./ReplayButton";
import { signatureWords } from "./signatureWords";
import { viaWords } from "./viaWords";

/** A received event: what became of it and why, then what can be done, then what it said. */
export function DeliveryView({ id }: { id: string }) {
  const { data, error, refetch } = useGetOne<DeliveryDetailRecord>(
    "inbox",
    { id },
    { onError: () => undefined },
  );
  if (error && !data) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton height={320} />;
  return (
    <Box component="article" sx={{ display: "grid", gap: 6, minWidth: 0 }}>
      <Head delivery={data} />
      <DeliveryFacts delivery={data} />
      <ReplayButton delivery={data} />
      {data.history && data.history.length > 1 && (
        <Section title="Attempts">
          <Attempts history={data.history} />
        </Section>
      )}
      <Section title="What WorkOS sent">
        {data.payload === undefined ? (
          <Skeleton height={200} />
        ) : (
          <Payload eventId={data.eventId} masked={data.payload} />
        )}
      </Section>
    </Box>
  );
}

function Head({ delivery }: { delivery: DeliveryDetailRecord }) {
  return (
    <Box sx={{ display: "grid", gap: 2, pr: 14 }}>
      <Typography variant="h1" component="h2" sx={{ fontFamily: MONO, fontSize: 16 }}>
        {delivery.type}
      </Typography>
      <Box sx={{ fontSize: 13 }}>
        <DeliveryState delivery={delivery} />
      </Box>
      {delivery.reason && (
        <Typography variant="body2" color="textSecondary">
          {reasonWords(delivery.reason)}
        </Typography>
      )}
      {delivery.error && (
        <Typography variant="body2" role="alert" color="error" sx={{ overflowWrap: "anywhere" }}>
          {delivery.error}
        </Typography>
      )}
    </Box>
  );
}

function DeliveryFacts({ delivery }: { delivery: DeliveryDetailRecord }) {
  const { changedFields, nextAttemptAt, signature, workosUserId } = delivery;
  return (
    <Facts>
      <Fact label="Event id">
        <Copyable text={delivery.eventId} what="event id" />
      </Fact>
      {workosUserId !== null && (
        <Fact label="About">
          <Link component={RouterLink} to={userPath(workosUserId)}>
            {delivery.userLabel ?? workosUserId}
          </Link>
          {" · "}
          <Link component={RouterLink} to={deliveriesPath({ userId: workosUserId })}>
            all about them
          </Link>
        </Fact>
      )}
      {changedFields && changedFields.length > 0 && (
        <Fact label="Changed">{listing(changedFields.map(fieldWords))}</Fact>
      )}
      <Fact label="Happened">
        <RelativeTime at={delivery.occurredAt} />
      </Fact>
      <Fact label="Received">
        <RelativeTime at={delivery.receivedAt} /> {viaWords(delivery.via)},{" "}
        {duration(Math.max(0, delivery.lagMs))} later
      </Fact>
      {signature !== undefined && (
        <Fact label="Signature">{signatureWords(signature, delivery.via)}</Fact>
      )}
      {nextAttemptAt && (
        <Fact label="Next attempt">
          <RelativeTime at={nextAttemptAt} />
        </Fact>
      )}
    </Facts>
  );
}
