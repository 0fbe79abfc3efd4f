import Box from "@mui/material/Box";
import Typography from "@mui/material/Typography";
import type { EnvProblem } from "../env/env";
import { MONO } from "../theme/theme";
import { Notice } from "./Notice";

/** The console was built without something it cannot do without. */
export function EnvPage({ problems }: { problems: readonly EnvProblem[] }) {
  return (
    <Notice title="The console is not configured yet">
      <Typography component="p">
        {problems.length === 1 ? "One variable needs" : `${problems.length} variables need`} a
        value. They are read when the console is built: put them into .env.local, or into your
        hosting platform’s environment, then build again. npm start sets all of them by itself.
      </Typography>
      <Box component="dl" sx={{ m: 0, borderTop: 1, borderColor: "divider" }}>
        {problems.map(({ name, found, put }) => (
          <Box key={name} sx={{ py: 3, borderBottom: 1, borderColor: "divider" }}>
            <Typography component="dt" sx={{ fontFamily: MONO, fontSize: 13 }}>
              {name}
              <Typography component="span" variant="body2" color="error" sx={{ ml: 2 }}>
                {found === undefined ? "is missing" : `is “${found}”`}
              </Typography>
            </Typography>
            <Typography component="dd" variant="body2" color="textSecondary" sx={{ m: 0, mt: 1 }}>
              {put}
            </Typography>
          </Box>
        ))}
      </Box>
    </Notice>
  );
}
