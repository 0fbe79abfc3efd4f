import { userPath } from "../addresses/users";
import { SidePanel } from "../ui/SidePanel";
import { UserView } from "./UserView";

/** A person beside the list. */
export function UserPanel({ id }: { id: string }) {
  return (
    <SidePanel label="User details" listPath="/users" pagePath={userPath(id)}>
      <UserView key={id} id={id} />
    </SidePanel>
  );
}
