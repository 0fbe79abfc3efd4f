import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import OutlinedInput from "@mui/material/OutlinedInput";
import { useState } from "react";
import type { Role } from "../../convex/gatehouse/operators/roles";
import { RoleSelect } from "./RoleSelect";
import type { useSetRole } from "./useSetRole";

/** Lets an admin give somebody a role by their e-mail address. */
export function AppointOperator({ setRole }: { setRole: ReturnType<typeof useSetRole> }) {
  const [email, setEmail] = useState("");
  const [role, setChosen] = useState<Role>("support");
  const submit = async () => {
    if (await setRole.save(email, role)) setEmail("");
  };
  return (
    <Box
      component="form"
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
      sx={{ display: "flex", gap: 2, flexWrap: "wrap", alignItems: "center" }}
    >
      <OutlinedInput
        type="email"
        size="small"
        required
        value={email}
        onChange={(event) => setEmail(event.target.value)}
        placeholder="verified e-mail of somebody who has signed in"
        inputProps={{ "aria-label": "E-mail of the new operator" }}
        sx={{ flex: "1 1 260px" }}
      />
      <RoleSelect
        label="Role of the new operator"
        value={role}
        disabled={setRole.isSaving}
        onChange={(next) => next !== null && setChosen(next)}
      />
      <Button type="submit" variant="contained" disabled={setRole.isSaving || email === ""}>
        Appoint operator
      </Button>
    </Box>
  );
}
