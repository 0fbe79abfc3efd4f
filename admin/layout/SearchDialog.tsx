import Box from "@mui/material/Box";
import Dialog from "@mui/material/Dialog";
import InputBase from "@mui/material/InputBase";
import Typography from "@mui/material/Typography";
import { useState, type KeyboardEvent } from "react";
import { useNavigate } from "react-router-dom";
import { Icon } from "../ui/Icon";
import { SearchOption } from "./SearchOption";
import { useSearchResults } from "./useSearchResults";

/** Finds people by name, e-mail or id, and pages by name. Arrow keys and Enter. */
export function SearchDialog({ onClose }: { onClose: () => void }) {
  const [text, setText] = useState("");
  const [selected, setSelected] = useState(0);
  const navigate = useNavigate();
  const { results, note } = useSearchResults(text);
  const current = Math.min(selected, Math.max(results.length - 1, 0));
  const open = (index: number) => {
    const result = results[index];
    if (!result) return;
    onClose();
    void navigate(result.path);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined && results.length > 0) {
      event.preventDefault();
      setSelected((current + step + results.length) % results.length);
    }
    if (event.key === "Enter") open(current);
  };
  return (
    <Dialog
      open
      onClose={onClose}
      aria-label="Search"
      sx={{ "& .MuiDialog-container": { alignItems: "flex-start" } }}
      slotProps={{ paper: { sx: { width: 560, mt: { xs: 2, sm: "12vh" } } } }}
    >
      <Box
        sx={{
          display: "flex",
          alignItems: "center",
          gap: 3,
          px: 4,
          borderBottom: 1,
          borderColor: "divider",
        }}
      >
        <Icon name="search" sx={{ color: "text.secondary" }} />
        <InputBase
          autoFocus
          fullWidth
          value={text}
          onChange={(event) => {
            setText(event.target.value);
            setSelected(0);
          }}
          onKeyDown={onKeyDown}
          placeholder="Name, e-mail or user_…"
          inputProps={{
            "aria-label": "Search people and pages",
            role: "combobox",
            "aria-expanded": results.length > 0,
            "aria-controls": "search-results",
            "aria-activedescendant": results[current] ? `search-result-${current}` : undefined,
          }}
          sx={{ height: 48, fontSize: 15 }}
        />
      </Box>
      <Box id="search-results" role="listbox" aria-label="Results" sx={{ p: 1 }}>
        {results.map((result, index) => (
          <SearchOption
            key={result.path}
            id={`search-result-${index}`}
            result={result}
            selected={index === current}
            onPoint={() => setSelected(index)}
            onOpen={() => open(index)}
          />
        ))}
      </Box>
      <Typography role="status" variant="caption" color="textSecondary" sx={{ px: 4, pb: 2.5 }}>
        {note}
      </Typography>
    </Dialog>
  );
}
