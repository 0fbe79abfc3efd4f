import Button from "@mui/material/Button";
import { useResetErrorBoundaryOnLocationChange } from "react-admin";
import { ErrorState } from "../ui/States";

interface ConsoleErrorProps {
  error: Error;
  resetErrorBoundary: (...args: unknown[]) => void;
}

/** A page broke while being drawn. Going elsewhere mends it; so may trying again. */
export function ConsoleError({ error, resetErrorBoundary }: ConsoleErrorProps) {
  useResetErrorBoundaryOnLocationChange(resetErrorBoundary);
  return (
    <>
      <ErrorState error={error} onRetry={() => resetErrorBoundary()} />
      <Button href="/" sx={{ ml: 6 }}>
        Back to the console
      </Button>
    </>
  );
}
