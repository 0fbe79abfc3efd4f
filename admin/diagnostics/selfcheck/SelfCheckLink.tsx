import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import Typography from "@mui/material/Typography";
import { useMutation } from "convex/react";
import { useState } from "react";
import { api } from "../../../convex/_generated/api";
import { toReadableError } from "../../providers/readableError";
import { Copyable } from "../../ui/Copy";
import { RelativeTime } from "../../ui/RelativeTime";
import { SelfCheckReport } from "./SelfCheckReport";

interface Made {
  code: string;
  path: string;
  expiresAt: number;
}

interface SelfCheckLinkProps {
  workosUserId: string | null;
  /** Hears the link once it is made. */
  onMade: (url: string) => void;
}

/** Makes a link that lets the person's own browser be examined, and shows the answer when it comes. */
export function SelfCheckLink({ workosUserId, onMade }: SelfCheckLinkProps) {
  const create = useMutation(api.gatehouse.selfChecks.create);
  const [made, setMade] = useState<Made | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const make = () => {
    setFailure(null);
    create(workosUserId === null ? {} : { workosUserId }).then(
      (created) => {
        setMade(created);
        onMade(linkOf(created));
      },
      (error: unknown) => setFailure(toReadableError(error).message),
    );
  };
  return (
    <Box component="section" sx={{ display: "grid", gap: 2, maxWidth: "76ch" }}>
      <Typography variant="h3" component="h3">
        Their own browser
      </Typography>
      {made === null ? (
        <>
          <Typography variant="body2" color="textSecondary">
            If it may lie in their browser, send them a link. The page looks at cookies, storage,
            clock and blocked requests, reads no personal data, and the answer appears here. The
            link also comes into the reply above.
          </Typography>
          <Button variant="outlined" onClick={make} sx={{ justifySelf: "start" }}>
            Make a self-check link
          </Button>
        </>
      ) : (
        <>
          <Copyable block text={linkOf(made)} what="link" />
          <Typography variant="body2" color="textSecondary">
            Works once, expires <RelativeTime at={made.expiresAt} />.
          </Typography>
          <SelfCheckReport code={made.code} />
        </>
      )}
      {failure !== null && (
        <Typography role="alert" variant="body2" color="error">
          {failure}
        </Typography>
      )}
    </Box>
  );
}

const linkOf = ({ path }: Made): string => new URL(path, window.location.origin).href;
