import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import Typography from "@mui/material/Typography";
import { useConsoleEnv } from "../config/consoleEnv";
import type { EnvironmentName } from "../config/env";
import { Copyable } from "../ui/Copy";
import { Notice } from "./Notice";
import type { OutsideViewer } from "./sessionState";
import { useSignOut } from "./useSignOut";

interface NotOperatorPageProps {
  viewer: OutsideViewer;
  /** Asks Convex again whether this person may come in. */
  onCheckAgain: () => void;
}

/** Signed in, but no operator: who they are, why not, and how to become one. */
export function NotOperatorPage({ viewer, onCheckAgain }: NotOperatorPageProps) {
  const signOut = useSignOut();
  const { environment } = useConsoleEnv();
  const waiting = viewer.reason === "pendingProfile" || viewer.reason === "notEntered";
  const isRemoved = viewer.reason === "removed";
  return (
    <Notice
      title={titleFor(viewer)}
      actions={
        <>
          <Button variant="contained" onClick={onCheckAgain}>
            Check again
          </Button>
          <Button variant="outlined" onClick={signOut}>
            Sign out
          </Button>
        </>
      }
    >
      <Typography component="p" role="status">
        {whyNot(viewer)}
      </Typography>
      <Identity viewer={viewer} />
      {!waiting && !isRemoved && <HowTo viewer={viewer} environment={environment} />}
    </Notice>
  );
}

function titleFor({ reason }: OutsideViewer): string {
  if (reason === "pendingProfile") return "Fetching your profile from WorkOS";
  return reason === "notEntered" ? "Letting you in" : "You are signed in, but not an operator";
}

function whyNot({ reason, email, adminsConfigured }: OutsideViewer): string {
  switch (reason) {
    case "pendingProfile":
      return "Convex knows that you signed in and waits for your e-mail address from WorkOS. That takes a few seconds; this page turns into the console by itself. If it does not, check WORKOS_API_KEY on the deployment.";
    case "notEntered":
      return "Your address is on the list of first admins; this page turns into the console by itself.";
    case "unverifiedEmail":
      return `WorkOS has not verified your address ${email ?? ""} yet. Only a verified address can be made an operator; open the mail from WorkOS, confirm it, and sign in again.`;
    case "notListed":
      return adminsConfigured
        ? "Your address is not among the operators of this environment."
        : "This environment has no operators yet: GATEHOUSE_ADMINS is not set on the Convex deployment.";
    case "removed":
      return "An admin of this environment has taken your role in this console away. Only an admin can give you one again, under Settings → Operators; GATEHOUSE_ADMINS does not.";
    case "unknown":
      return "Convex has no row for you in its users table. It is made when you sign in; choose Check again, and look into npx convex logs if that does not help.";
  }
}

function Identity({ viewer }: { viewer: OutsideViewer }) {
  return (
    <Box
      component="dl"
      sx={{
        m: 0,
        display: "grid",
        gridTemplateColumns: "auto 1fr",
        columnGap: 4,
        rowGap: 1,
        alignItems: "center",
      }}
    >
      <Typography component="dt" variant="body2" color="textSecondary">
        WorkOS id
      </Typography>
      <Box component="dd" sx={{ m: 0, minWidth: 0 }}>
        <Copyable text={viewer.workosId} what="WorkOS id" />
      </Box>
      <Typography component="dt" variant="body2" color="textSecondary">
        E-mail
      </Typography>
      <Box component="dd" sx={{ m: 0, minWidth: 0 }}>
        {viewer.email ? <Copyable text={viewer.email} what="e-mail" /> : "not known yet"}
      </Box>
    </Box>
  );
}

function HowTo({ viewer, environment }: { viewer: OutsideViewer; environment: EnvironmentName }) {
  const email = viewer.email ?? "you@example.com";
  return (
    <>
      <Typography component="p">
        {viewer.adminsConfigured && "Ask an admin of this environment to add you. "}
        Whoever runs the deployment puts your verified address into GATEHOUSE_ADMINS, next to any
        addresses already there, separated by commas:
      </Typography>
      <Copyable block text={`npx convex env set GATEHOUSE_ADMINS ${email}`} what="command" />
      {environment === "Local" && (
        <>
          <Typography component="p">
            Or, on this machine: write it into .env.local and start again.
          </Typography>
          <Copyable block text={`GATEHOUSE_ADMINS=${email}`} what="line for .env.local" />
        </>
      )}
    </>
  );
}
