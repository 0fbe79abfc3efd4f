import { lazy, type ComponentType } from "react";
import type { Role } from "../../convex/gatehouse/operators/roles";
import { ToMendCount } from "../diagnostics/ToMendCount";
import { Overview } from "../overview/Overview";
import type { IconName } from "../ui/Icon";
import { Users } from "../users/Users";
import { FailedCount } from "../webhooks/FailedCount";

/** One page of the console, for the rail, the search and the router alike. */
export interface Page {
  path: string;
  label: string;
  icon: IconName;
  /** The least role that may read it. */
  role: Role;
  component: ComponentType;
  /** Stands behind the label when something on the page needs a person. */
  badge?: ComponentType;
}

const SignIns = lazy(async () => {
  const { SignIns } = await import("../signIns/SignIns");
  return { default: SignIns };
});
const Webhooks = lazy(async () => {
  const { Webhooks } = await import("../webhooks/Webhooks");
  return { default: Webhooks };
});
const Diagnostics = lazy(async () => {
  const { Diagnostics } = await import("../diagnostics/Diagnostics");
  return { default: Diagnostics };
});
const Audit = lazy(async () => {
  const { Audit } = await import("../audit/Audit");
  return { default: Audit };
});
const Settings = lazy(async () => {
  const { Settings } = await import("../settings/Settings");
  return { default: Settings };
});

/** The pages, in the rail's order. A new page is one line here; the first is where people land. */
export const PAGES: readonly Page[] = [
  { path: "/", label: "Overview", icon: "overview", role: "auditor", component: Overview },
  { path: "/users", label: "Users", icon: "users", role: "auditor", component: Users },
  { path: "/sign-ins", label: "Sign-ins", icon: "signIns", role: "auditor", component: SignIns },
  {
    path: "/webhooks",
    label: "Webhooks",
    icon: "webhooks",
    role: "support",
    component: Webhooks,
    badge: FailedCount,
  },
  {
    path: "/diagnostics",
    label: "Diagnostics",
    icon: "diagnostics",
    role: "auditor",
    component: Diagnostics,
    badge: ToMendCount,
  },
  { path: "/audit", label: "Audit", icon: "audit", role: "auditor", component: Audit },
  { path: "/settings", label: "Settings", icon: "settings", role: "auditor", component: Settings },
];

/** The page an address belongs to, if any. */
export function pageOf(pathname: string): Page | undefined {
  return PAGES.find(({ path }) => pathname === path || pathname.startsWith(`${path}/`));
}
