import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import ButtonBase from "@mui/material/ButtonBase";
import ListSubheader from "@mui/material/ListSubheader";
import Menu from "@mui/material/Menu";
import MenuItem from "@mui/material/MenuItem";
import { useState } from "react";
import { Icon } from "../ui/Icon";

interface FilterBarProps<Key extends string> {
  /** The filter's parts, in the order the sentence has them. */
  parts: readonly { key: Key; label: string }[];
  onRemove: (key: Key) => void;
  /** What can be added, in groups. */
  groups: readonly { title: string; choices: readonly { label: string; choose: () => void }[] }[];
}

/** A filter that reads like a sentence: chips between dots, each to be taken out, and a way to add. */
export function FilterBar<Key extends string>({ parts, onRemove, groups }: FilterBarProps<Key>) {
  return (
    <Box sx={{ display: "flex", alignItems: "center", flexWrap: "wrap", gap: 1.5 }}>
      {parts.map(({ key, label }, index) => (
        <Box
          key={key}
          component="span"
          sx={{ display: "inline-flex", alignItems: "center", gap: 1.5 }}
        >
          <FilterChip label={label} onRemove={() => onRemove(key)} />
          {index < parts.length - 1 && <span aria-hidden>·</span>}
        </Box>
      ))}
      <AddFilter groups={groups} flush={parts.length === 0} />
    </Box>
  );
}

function FilterChip({ label, onRemove }: { label: string; onRemove: () => void }) {
  return (
    <ButtonBase
      aria-label={`Remove filter: ${label}`}
      onClick={onRemove}
      sx={{
        height: 26,
        pl: 2,
        pr: 1,
        gap: 1,
        borderRadius: 1,
        fontSize: 13,
        bgcolor: "action.selected",
        "&:hover": { outline: 1, outlineColor: "primary.main" },
      }}
    >
      {label}
      <Icon name="close" sx={{ fontSize: 12, color: "text.secondary" }} />
    </ButtonBase>
  );
}

interface AddFilterProps extends Pick<FilterBarProps<string>, "groups"> {
  /** Nothing stands before it, so its text begins where the line begins. */
  flush: boolean;
}

function AddFilter({ groups, flush }: AddFilterProps) {
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  return (
    <>
      <Button
        onClick={(event) => setAnchor(event.currentTarget)}
        startIcon={<Icon name="plus" />}
        aria-haspopup="menu"
        sx={{ minHeight: 26, py: 0, color: "text.secondary", ...(flush && { ml: -2 }) }}
      >
        Add filter
      </Button>
      <Menu
        anchorEl={anchor}
        open={anchor !== null}
        onClose={() => setAnchor(null)}
        slotProps={{ paper: { sx: { maxHeight: 420 } } }}
      >
        {groups.flatMap(({ title, choices }) => [
          <ListSubheader
            key={title}
            sx={{ lineHeight: "28px", fontSize: 12, px: 2, bgcolor: "inherit" }}
          >
            {title}
          </ListSubheader>,
          ...choices.map(({ label, choose }) => (
            <MenuItem
              key={label}
              onClick={() => {
                setAnchor(null);
                choose();
              }}
            >
              {label}
            </MenuItem>
          )),
        ])}
      </Menu>
    </>
  );
}
