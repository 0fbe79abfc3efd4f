import Box from "@mui/material/Box";
import { useQuery } from "convex/react";
import { api } from "../../../convex/_generated/api";
import { explainAddress } from "./address";
import { Note, Notes, Parts, Problem, Sound } from "./Explained";

/** A pasted address in its parts, compared with what the environments are registered with. */
export function AddressResult({ text }: { text: string }) {
  const environments = useQuery(api.gatehouse.environments.list, {});
  const result = explainAddress(text, environments ?? []);
  if ("problem" in result) return <Problem sentence={result.problem} />;
  return (
    <Box sx={{ display: "grid", gap: 5, minWidth: 0 }}>
      {result.notes.every(({ code }) => code === null) && (
        <Sound label="Nothing about this address looks wrong" />
      )}
      {result.notes.length > 0 && (
        <Notes>
          {result.notes.map((note) => (
            <Note key={note.sentence} {...note} />
          ))}
        </Notes>
      )}
      <Parts label="The address in its parts" parts={result.parts} />
    </Box>
  );
}
