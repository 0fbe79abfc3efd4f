import Box from "@mui/material/Box";
import { lazy, Suspense, type ReactElement } from "react";
import { NavLink, Route, Routes, useParams } from "react-router-dom";
import {
  CATALOGUE,
  DIAGNOSTICS,
  ENVIRONMENTS,
  LOOPS,
  PERSON,
  TOOLS,
} from "../addresses/diagnostics";
import { useMay } from "../gate/viewer";
import { NotFound } from "../ui/NotFound";
import { useTitle } from "../ui/title";
import { ChecksPage } from "./checks/ChecksPage";
import { LoopsPage } from "./loops/LoopsPage";

const PersonPage = lazy(async () => {
  const { PersonPage } = await import("./person/PersonPage");
  return { default: PersonPage };
});
const EnvironmentsPage = lazy(async () => {
  const { EnvironmentsPage } = await import("./environments/EnvironmentsPage");
  return { default: EnvironmentsPage };
});
const EvidencePage = lazy(async () => {
  const { EvidencePage } = await import("./tools/EvidencePage");
  return { default: EvidencePage };
});
const CataloguePage = lazy(async () => {
  const { CataloguePage } = await import("./catalogue/CataloguePage");
  return { default: CataloguePage };
});
const CausePage = lazy(async () => {
  const { CausePage } = await import("./catalogue/CausePage");
  return { default: CausePage };
});

/** Why can people not sign in? Checks, one person, loops, environments, evidence, causes. */
export function Diagnostics() {
  return (
    <Box sx={{ height: "100%", overflow: "auto" }}>
      <Tabs />
      <Box sx={{ p: { xs: 4, sm: 6 }, minWidth: 0 }}>
        <Suspense fallback={null}>
          <Routes>
            <Route index element={<Titled title={null} page={<ChecksPage />} />} />
            <Route path="person" element={<Titled title="A person" page={<PersonPage />} />} />
            <Route path="loops" element={<Titled title="Loops" page={<LoopsPage />} />} />
            <Route
              path="environments"
              element={<Titled title="Environments" page={<EnvironmentsPage />} />}
            />
            <Route path="tools" element={<Titled title="Evidence" page={<EvidencePage />} />} />
            <Route path="catalogue" element={<Titled title="Causes" page={<CataloguePage />} />} />
            <Route path="catalogue/:code" element={<CauseByCode />} />
            <Route path="*" element={<NotFound />} />
          </Routes>
        </Suspense>
      </Box>
    </Box>
  );
}

function Titled({ title, page }: { title: string | null; page: ReactElement }) {
  useTitle("Diagnostics", title);
  return page;
}

function CauseByCode() {
  const { code = "" } = useParams();
  return <CausePage key={code} code={code} />;
}

function Tabs() {
  const maySupport = useMay("support");
  const tabs = [
    { to: DIAGNOSTICS, label: "Checks" },
    ...(maySupport ? [{ to: PERSON, label: "A person" }] : []),
    { to: LOOPS, label: "Loops" },
    { to: TOOLS, label: "Evidence" },
    { to: ENVIRONMENTS, label: "Environments" },
    { to: CATALOGUE, label: "Causes" },
  ];
  return (
    <Box component="nav" aria-label="Diagnostics" sx={TABS}>
      {tabs.map(({ to, label }) => (
        <NavLink key={to} to={to} end={to === DIAGNOSTICS}>
          {label}
        </NavLink>
      ))}
    </Box>
  );
}

const TABS = {
  display: "flex",
  gap: 5,
  px: { xs: 4, sm: 6 },
  borderBottom: 1,
  borderColor: "divider",
  overflowX: "auto",
  fontSize: 13,
  "& a": {
    py: 2.5,
    color: "text.secondary",
    fontWeight: 500,
    textDecoration: "none",
    whiteSpace: "nowrap",
    borderBottom: "2px solid transparent",
    mb: "-1px",
    "&:hover": { color: "text.primary" },
    "&.active": { color: "text.primary", borderColor: "primary.main" },
  },
};
