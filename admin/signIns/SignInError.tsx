import Tooltip from "@mui/material/Tooltip";
import type { SignInRecord } from "../providers/resources";
import { capitalized, errorWords } from "../ui/words";

type Failure = Pick<SignInRecord, "errorCode" | "errorMessage">;

/** Why a sign-in failed, in words; WorkOS's own code and message on hover. */
export function SignInError({ failure: { errorCode, errorMessage } }: { failure: Failure }) {
  if (errorCode === null) return null;
  const title = errorMessage === null ? errorCode : `${errorCode}\n${errorMessage}`;
  return (
    <Tooltip title={title}>
      <span>{capitalized(errorWords(errorCode))}</span>
    </Tooltip>
  );
}
