import Box from "@mui/material/Box";
import OutlinedInput from "@mui/material/OutlinedInput";
import { useQuery } from "convex/react";
import { useState } from "react";
import { api } from "../../../convex/_generated/api";
import { parseUrl } from "../../../convex/gatehouse/diagnostics/hosts";
import { explainCookie } from "./cookie";
import { Note, Notes, Parts, Problem, Sound } from "./Explained";

/** A pasted Set-Cookie line, judged for the address that sent it. */
export function CookieResult({ line }: { line: string }) {
  const environments = useQuery(api.gatehouse.environments.list, {});
  const [typed, setTyped] = useState<string | null>(null);
  const [now] = useState(() => Date.now());
  const setBy = typed ?? environments?.[0]?.appUrl ?? "";
  const result = explainCookie(line, setBy, now);
  if ("problem" in result) return <Problem sentence={result.problem} />;
  const { name, parts, problems, removes } = result;
  return (
    <Box sx={{ display: "grid", gap: 5, minWidth: 0 }}>
      <Box component="label" sx={{ display: "grid", gap: 1, fontSize: 13, maxWidth: 420 }}>
        Which address set it?
        <OutlinedInput
          value={setBy}
          placeholder="https://app.example.com"
          onChange={(event) => setTyped(event.target.value)}
        />
      </Box>
      {removes && <Sound label={`This line removes the cookie ${name}; it sets none`} />}
      {problems.length > 0 && (
        <Notes>
          {problems.map((problem) => (
            <Note key={problem.code} {...problem} />
          ))}
        </Notes>
      )}
      {problems.length === 0 && !removes && <Verdict name={name} setBy={setBy} />}
      <Parts label="What the line says" parts={parts} />
    </Box>
  );
}

function Verdict({ name, setBy }: { name: string; setBy: string }) {
  if (parseUrl(setBy) === null) {
    return <span>Say which address set it, and it can be judged whether browsers keep it.</span>;
  }
  return <Sound label={`Browsers keep the cookie ${name}`} />;
}
