import MenuItem from "@mui/material/MenuItem";
import Select from "@mui/material/Select";
import { ROLES, type Role } from "../../convex/gatehouse/operators/roles";

/** What each role may do, in a few words. */
const MEANINGS: Record<Role, string> = {
  auditor: "looks at users, figures and the audit log",
  support: "also diagnoses, edits agents and replays",
  admin: "may do everything",
};

interface RoleSelectProps {
  label: string;
  value: Role;
  disabled: boolean;
  /** Whether the role can be taken away altogether. */
  mayRemove?: boolean;
  onChange: (role: Role | null) => void;
}

/** Chooses a role, with what it means. */
export function RoleSelect({ label, value, disabled, mayRemove, onChange }: RoleSelectProps) {
  return (
    <Select<Role | "none">
      size="small"
      variant="outlined"
      value={value}
      disabled={disabled}
      inputProps={{ "aria-label": label }}
      renderValue={(role) => role}
      onChange={({ target }) => onChange(target.value === "none" ? null : target.value)}
      sx={{ minWidth: 110, fontSize: 13 }}
    >
      {ROLES.map((role) => (
        <MenuItem key={role} value={role} sx={{ fontSize: 13 }}>
          {role}: {MEANINGS[role]}
        </MenuItem>
      ))}
      {mayRemove && (
        <MenuItem value="none" sx={{ fontSize: 13, color: "inks.failure" }}>
          Take the role away: no more access to this console
        </MenuItem>
      )}
    </Select>
  );
}
