import Box from "@mui/material/Box";
import { DEFINITIONS } from "../../convex/gatehouse/metrics/definitions";
import { signInsPath } from "../addresses/signIns";
import { usersPath } from "../addresses/users";
import { errorWords, methodLabel } from "../ui/words";
import { HealthStrip } from "../webhooks/health/HealthStrip";
import { Figure } from "./Figure";
import { FIGURE_GRID } from "./figureGrid";
import { PeopleFigure } from "./PeopleFigure";
import { isoDay, OTHER } from "./series";
import { StackedFigure } from "./StackedFigure";
import type { Day } from "./useOverview";

/** The figures of the range, each with its definition, its table and the list behind it. */
export function Figures({ days }: { days: readonly Day[] }) {
  return (
    <Box sx={FIGURE_GRID}>
      <StackedFigure
        figure="signIns"
        noun="sign-in"
        hue="accent"
        className="wide"
        days={days}
        partsOf={methodParts}
        labelOf={methodLabel}
        pathOf={(dayAt, method) =>
          signInsPath({
            outcome: "succeeded",
            ...(method !== OTHER && { method }),
            day: isoDay(dayAt),
          })
        }
      />
      <StackedFigure
        figure="failures"
        noun="failure"
        hue="warning"
        days={days}
        partsOf={reasonParts}
        labelOf={errorWords}
        pathOf={(dayAt, errorCode) =>
          signInsPath({
            outcome: "failed",
            ...(errorCode !== OTHER && { errorCode }),
            day: isoDay(dayAt),
          })
        }
      />
      <PeopleFigure days={days} />
      <StackedFigure
        figure="newUsers"
        noun="new user"
        hue="accent"
        days={days}
        partsOf={newUserParts}
        labelOf={() => "new users"}
        pathOf={(dayAt) => usersPath({ createdOn: isoDay(dayAt) })}
      />
      <Figure
        title={DEFINITIONS.webhookHealth.title}
        definitions={[DEFINITIONS.webhookHealth]}
        summary="now"
      >
        <Box sx={{ mx: { xs: -3, sm: -6 }, my: -2.5, "&& > *": { border: 0 } }}>
          <HealthStrip />
        </Box>
      </Figure>
    </Box>
  );
}

function methodParts({ signIns }: Day) {
  return signIns.map(({ method, count }) => ({ key: method, count }));
}

function reasonParts({ failures }: Day) {
  return failures.map(({ errorCode, count }) => ({ key: errorCode, count }));
}

function newUserParts({ newUsers }: Day) {
  return newUsers === 0 ? [] : [{ key: "newUsers", count: newUsers }];
}
