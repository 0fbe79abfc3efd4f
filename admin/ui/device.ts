type Rules = readonly (readonly [RegExp, string])[];

/** Most telling first: most browsers also claim to be others. */
const BROWSERS: Rules = [
  [/\bEdg(?:A|iOS)?\//, "Edge"],
  [/\bOPR\//, "Opera"],
  [/\bSamsungBrowser\//, "Samsung Internet"],
  [/\b(?:Firefox|FxiOS)\//, "Firefox"],
  [/\bHeadlessChrome\//, "Headless Chrome"],
  [/\b(?:Chrome|CriOS)\//, "Chrome"],
  [/\bVersion\/.*\bSafari\//, "Safari"],
];

const SYSTEMS: Rules = [
  [/\biPhone\b/, "iPhone"],
  [/\biPad\b/, "iPad"],
  [/\bAndroid\b/, "Android"],
  [/\bWindows\b/, "Windows"],
  [/\bMac OS X\b|\bMacintosh\b/, "macOS"],
  [/\bCrOS\b/, "ChromeOS"],
  [/\bLinux\b/, "Linux"],
];

const MAX_NAME_LENGTH = 40;

/**
 * A user agent in words: "Chrome on Windows", "Safari on iPhone"; a program by its own name.
 * A guess for people to read: user agents are freely invented and never decide anything.
 */
export function deviceOf(userAgent: string): string {
  const browser = firstMatch(BROWSERS, userAgent);
  const system = firstMatch(SYSTEMS, userAgent);
  if (browser && system) return `${browser} on ${system}`;
  const product = /^[^\s/()]+/.exec(userAgent)?.[0];
  const name = browser ?? (product === "Mozilla" ? undefined : product);
  const known = [name, system].filter((word) => word !== undefined).join(" on ");
  return known.slice(0, MAX_NAME_LENGTH) || "unknown device";
}

function firstMatch(rules: Rules, userAgent: string): string | undefined {
  return rules.find(([pattern]) => pattern.test(userAgent))?.[1];
}
