import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import OutlinedInput from "@mui/material/OutlinedInput";
import Typography from "@mui/material/Typography";
import { useState } from "react";
import { lacksCheckLink, withCheckLink } from "../../../convex/gatehouse/diagnostics/verdict";

interface ReplyTextProps {
  text: string;
  /** The self-check link, once one is made: it comes into the reply by itself. */
  checkUrl: string | null;
}

/** What support can send to the person, to be changed before it is copied. */
export function ReplyText({ text, checkUrl }: ReplyTextProps) {
  const [reply, setReply] = useState(text);
  const [copied, setCopied] = useState(false);
  const [inserted, setInserted] = useState<string | null>(null);
  if (checkUrl !== null && checkUrl !== inserted) {
    setInserted(checkUrl);
    setReply(withCheckLink(reply, checkUrl));
    setCopied(false);
  }
  const copy = () => void navigator.clipboard.writeText(reply).then(() => setCopied(true));
  return (
    <Box component="section" sx={{ maxWidth: "76ch" }}>
      <Typography variant="h3" component="h3" sx={{ mb: 1.5 }}>
        What you can write to them
      </Typography>
      <OutlinedInput
        multiline
        fullWidth
        minRows={3}
        value={reply}
        onChange={(event) => {
          setReply(event.target.value);
          setCopied(false);
        }}
        inputProps={{ "aria-label": "Reply to the person" }}
        sx={{ p: 0 }}
      />
      {lacksCheckLink(reply) && (
        <Typography variant="body2" color="textSecondary" sx={{ mt: 1.5 }}>
          The reply needs a link that is not made yet: press “Make a self-check link” below, and it
          comes into the reply.
        </Typography>
      )}
      <Button variant="outlined" onClick={copy} sx={{ mt: 2 }}>
        {copied ? "Copied" : "Copy reply"}
      </Button>
    </Box>
  );
}
