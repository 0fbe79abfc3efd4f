import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import { useRef, useState, type DragEvent } from "react";

/** Takes a HAR file by dropping or choosing. */
export function DropZone({ onFile }: { onFile: (file: File) => void }) {
  const [over, setOver] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const take = (files: FileList | null | undefined) => {
    const file = files?.[0];
    if (file) onFile(file);
  };
  const onDrop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    take(event.dataTransfer.files);
  };
  return (
    <Box
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={onDrop}
      sx={{
        display: "grid",
        alignContent: "center",
        justifyItems: "start",
        gap: 2,
        p: 5,
        minHeight: 148,
        borderRadius: 1,
        border: "1px dashed",
        borderColor: over ? "primary.main" : "inks.rule",
        bgcolor: over ? "action.selected" : "transparent",
      }}
    >
      <Box sx={{ fontWeight: 550 }}>Drop a HAR recording here</Box>
      <Box sx={{ fontSize: 13, color: "text.secondary" }}>
        The person makes it in the browser: developer tools, Network, “Preserve log”, sign in, then
        “Export HAR”.
      </Box>
      <Button variant="outlined" onClick={() => input.current?.click()}>
        Choose a file
      </Button>
      <input
        ref={input}
        type="file"
        hidden
        aria-label="HAR file"
        accept=".har,application/json"
        onChange={(event) => {
          take(event.target.files);
          event.target.value = "";
        }}
      />
    </Box>
  );
}
