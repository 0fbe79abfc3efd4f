import InputAdornment from "@mui/material/InputAdornment";
import OutlinedInput from "@mui/material/OutlinedInput";
import { useEffect, useEffectEvent, useState } from "react";
import { Icon } from "../ui/Icon";

/** The list is asked once the typing pauses this long. */
const PAUSE_MS = 200;

interface UserSearchProps {
  /** What the list is searched for, as the address says. */
  value: string;
  onSearch: (text: string) => void;
}

/** Searches the users in the pauses of typing, and shows what the address says when that changes. */
export function UserSearch({ value, onSearch }: UserSearchProps) {
  const [text, setText] = useTextOver(value);
  const search = useEffectEvent(onSearch);
  useEffect(() => {
    if (text.trim() === value) return;
    const timer = setTimeout(() => search(text.trim()), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text, value]);
  return (
    <OutlinedInput
      type="search"
      size="small"
      value={text}
      onChange={(event) => setText(event.target.value)}
      placeholder="Name, e-mail or user_…"
      inputProps={{ "aria-label": "Search users" }}
      startAdornment={
        <InputAdornment position="start" sx={{ mr: 0 }}>
          <Icon name="search" />
        </InputAdornment>
      }
      sx={{ width: { xs: "100%", sm: 260 } }}
    />
  );
}

/**
 * Text that is typed over a value. Text that said the same as the value follows it: then the change
 * came from elsewhere, such as a link. Other text is on its way to become the value, and stands.
 */
function useTextOver(value: string) {
  const [text, setText] = useState(value);
  const [seen, setSeen] = useState(value);
  if (value !== seen) {
    setSeen(value);
    if (text.trim() === seen) setText(value);
  }
  return [text, setText] as const;
}
