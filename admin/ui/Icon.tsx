import SvgIcon, { type SvgIconProps } from "@mui/material/SvgIcon";

/** Line drawings on a 24-unit grid, one stroke weight, so that the console has one hand. */
const PATHS = {
  overview: "M4 13h6V4H4zM14 20h6v-9h-6zM4 20h6v-3H4zM14 7h6V4h-6z",
  users:
    "M9 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7zM3 20c0-3.3 2.7-6 6-6s6 2.7 6 6M16 4.3a3.5 3.5 0 0 1 0 6.4M18 14.6c1.8.9 3 2.9 3 5.4",
  signIns: "M10 4H5v16h5M14 8l4 4-4 4M18 12H9",
  webhooks: "M4 6h16M4 12h10M4 18h7M18 15v6M15 18l3 3 3-3",
  diagnostics: "M3 12h4l2.5-7 4 14 2.5-7h5",
  audit: "M6 3h9l4 4v14H6zM14 3v5h5M9 12h7M9 16h7",
  settings: "M4 7h9M17 7h3M4 17h3M11 17h9M15 4.8v4.4M9 14.8v4.4",
  search: "M11 18a7 7 0 1 0 0-14 7 7 0 0 0 0 14zM16.2 16.2 21 21",
  close: "M6 6l12 12M18 6 6 18",
  copy: "M9 9h11v11H9zM5 15H4V4h11v1",
  check: "M5 12.5l4.5 4.5L19 7",
  menu: "M4 7h16M4 12h16M4 17h16",
  sun: "M12 16a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM12 2v3M12 19v3M2 12h3M19 12h3M4.9 4.9 7 7M17 17l2.1 2.1M4.9 19.1 7 17M17 7l2.1-2.1",
  moon: "M20 14.5A8.5 8.5 0 0 1 9.5 4 8.5 8.5 0 1 0 20 14.5z",
  signOut: "M14 4h5v16h-5M10 8l-4 4 4 4M6 12h9",
  external: "M14 4h6v6M20 4l-9 9M11 6H5v13h13v-6",
  expand: "M9 4H4v5M15 20h5v-5M4 4l6 6M20 20l-6-6",
  plus: "M12 5v14M5 12h14",
  next: "M9 5l7 7-7 7",
  previous: "M15 5l-7 7 7 7",
  up: "M12 19V6M6 11l6-6 6 6",
  ok: "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM8 12.4l2.8 2.8L16 9.6",
  ignored: "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM8 12h8",
  warning: "M12 4 2.8 20h18.4zM12 10v4.5M12 17.2v.3",
  failure: "M8 3h8l5 5v8l-5 5H8l-5-5V8zM9 9l6 6M15 9l-6 6",
  pending: "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 7v5l3.5 2",
  key: "M8 16a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM12 12h9M18 12v4",
} as const;

export type IconName = keyof typeof PATHS;

/** An icon. Decorative unless given a `titleAccess`. */
export function Icon({ name, sx, ...props }: { name: IconName } & Omit<SvgIconProps, "name">) {
  return (
    <SvgIcon {...props} sx={{ fontSize: 16, fill: "none", ...sx }}>
      <path
        d={PATHS[name]}
        stroke="currentColor"
        strokeWidth={1.6}
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </SvgIcon>
  );
}
