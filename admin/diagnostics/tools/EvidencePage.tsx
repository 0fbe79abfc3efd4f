import Box from "@mui/material/Box";
import Typography from "@mui/material/Typography";
import { useState } from "react";
import { DropZone } from "./har/DropZone";
import { HarPanel } from "./har/HarPanel";
import { useHarReading } from "./har/useHarReading";
import { PasteBox } from "./PasteBox";
import { PasteResult, type Pasted } from "./PasteResult";

/** Tools for what a customer sends: a recording, a token, a cookie line, an address, a message. */
export function EvidencePage() {
  const { reading, read, stop } = useHarReading();
  const [pasted, setPasted] = useState<Pasted | null>(null);
  const readFile = (file: Blob, name: string) => {
    setPasted(null);
    read(file, name);
  };
  const explain = (next: Pasted | null) => {
    if (next?.kind === "recording") {
      readFile(new Blob([next.text]), "The pasted recording");
      return;
    }
    stop();
    setPasted(next);
  };
  return (
    <Box sx={{ display: "grid", gap: 8, minWidth: 0, maxWidth: 960 }}>
      <div>
        <Typography sx={{ mb: 4, maxWidth: "68ch" }}>
          Nothing leaves this page: what you drop or paste is read by your own browser, and secrets
          in it are taken out before anything is shown.
        </Typography>
        <Box sx={COLUMNS}>
          <DropZone onFile={(file) => readFile(file, file.name)} />
          <PasteBox onExplain={explain} kind={pasted?.kind ?? null} />
        </Box>
      </div>
      <HarPanel reading={reading} onStop={stop} />
      {pasted && <PasteResult key={`${pasted.kind} ${pasted.text}`} pasted={pasted} />}
    </Box>
  );
}

const COLUMNS = {
  display: "grid",
  gap: 5,
  gridTemplateColumns: { xs: "minmax(0, 1fr)", md: "minmax(0, 1fr) minmax(0, 1fr)" },
};
