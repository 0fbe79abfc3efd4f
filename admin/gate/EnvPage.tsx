import Box from "@mui/material/Box";
import Typography from "@mui/material/Typography";
import type { EnvProblem } from "../config/env";
import type { LoadedEnv } from "../config/loadEnv";
import { MONO } from "../theme/theme";
import { Notice } from "./Notice";

export interface EnvPageProps {
  problems: readonly EnvProblem[];
  mendIn: LoadedEnv["mendIn"];
}

/** The console lacks something it cannot do without, or was told something that cannot be. */
export function EnvPage({ problems, mendIn }: EnvPageProps) {
  const number = problems.length === 1 ? "One thing" : `${problems.length} things`;
  return (
    <Notice title="The console is not configured yet">
      <Typography component="p">
        {number} to mend. {WHERE[mendIn]}
      </Typography>
      <Box component="dl" sx={{ m: 0, borderTop: 1, borderColor: "divider" }}>
        {problems.map((problem) => (
          <Problem key={problem.name} {...problem} />
        ))}
      </Box>
    </Notice>
  );
}

const WHERE: Record<EnvPageProps["mendIn"], string> = {
  file: "The console reads /gatehouse.json each time it is opened: mend the file on your host, then reload this page. Nothing has to be built again.",
  build:
    "The variables are read when the console is built: put them into .env.local, or into your hosting platform’s environment, then build again. Or put a file gatehouse.json beside index.html: it wins, and nothing has to be built again. npm start sets all of them by itself.",
};

function Problem({ name, wrong, put }: EnvProblem) {
  return (
    <Box sx={{ py: 3, borderBottom: 1, borderColor: "divider", overflowWrap: "anywhere" }}>
      <Typography component="dt" sx={{ fontFamily: MONO, fontSize: 13 }}>
        {name}
        <Typography component="span" variant="body2" color="error" sx={{ ml: 2 }}>
          {wrong}
        </Typography>
      </Typography>
      <Typography component="dd" variant="body2" color="textSecondary" sx={{ m: 0, mt: 1 }}>
        {put}
      </Typography>
    </Box>
  );
}
