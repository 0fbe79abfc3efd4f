import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import Link from "@mui/material/Link";
import Skeleton from "@mui/material/Skeleton";
import { usePaginatedQuery } from "convex/react";
import type { ReactNode } from "react";
import { Link as RouterLink } from "react-router-dom";
import { api } from "../../../convex/_generated/api";
import { userPath } from "../../addresses/users";
import { LoopLine } from "./LoopLine";

const LOOPS_AT_ONCE = 20;

interface LoopListProps {
  /** Only this person's; without it everybody's, with names. */
  workosUserId?: string;
  unresolved?: boolean;
  /** Shown when there is none. */
  none: ReactNode;
}

/** Login loops, newest first, live. */
export function LoopList({ workosUserId, unresolved, none }: LoopListProps) {
  const { results, status, loadMore } = usePaginatedQuery(
    api.gatehouse.diagnostics.loops,
    {
      ...(workosUserId !== undefined && { workosUserId }),
      ...(unresolved !== undefined && { unresolved }),
    },
    { initialNumItems: LOOPS_AT_ONCE },
  );
  if (status === "LoadingFirstPage") return <Skeleton height={80} />;
  if (results.length === 0) return none;
  return (
    <>
      <Box component="ul" aria-label="Login loops" sx={{ m: 0, p: 0, listStyle: "none" }}>
        {results.map((loop) => (
          <LoopLine
            key={loop._id}
            loop={loop}
            who={
              workosUserId === undefined && (
                <Link component={RouterLink} to={userPath(loop.workosUserId)}>
                  {loop.userLabel ?? loop.workosUserId}
                </Link>
              )
            }
          />
        ))}
      </Box>
      {status === "CanLoadMore" && (
        <Button onClick={() => loadMore(LOOPS_AT_ONCE)}>Show earlier loops</Button>
      )}
    </>
  );
}
