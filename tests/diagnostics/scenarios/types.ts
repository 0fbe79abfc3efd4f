import type { Browser } from "playwright-core";
import { analyseHar } from "../../../admin/diagnostics/analysis/har/analyseHar";
import type { CauseCode } from "../../../convex/gatehouse/diagnostics/catalogue";
import type { Finding } from "../../../convex/gatehouse/diagnostics/judge/types";
import { recordSignIn, type Hosts } from "../chromium/record";
import type { Defects } from "../chromium/smallApp";
import { checkEnvironment, diagnosePerson, type Asked, type Setup } from "../deployment";
import { streamOf } from "../har";

/**
 * Where a scenario's evidence comes from: recorded by Chromium at an app with the defect; collected by
 * the product from a deployment with the defect; or what a customer sends, which the product's own
 * code reads: a token, an error text, the report of a self-check that was written by hand.
 */
export type Origin = "recorded" | "collected" | "sent";

/** One setup with its true cause; null when nothing is wrong with it. */
export interface Scenario {
  name: string;
  cause: CauseCode | null;
  origin: Origin;
  /** What the console would say. */
  findings(browser: Browser): Promise<readonly Finding[]>;
}

/** An environment, examined by the product's own checks. */
export const checked = (name: string, cause: CauseCode | null, setup: Setup): Scenario => ({
  ...{ name, cause, origin: "collected" },
  findings: () => checkEnvironment(setup),
});

/** A person, diagnosed by the product from what really happened to them. */
export const diagnosed = (
  name: string,
  cause: CauseCode | null,
  setup: Setup,
  asked?: Asked,
): Scenario => ({
  ...{ name, cause, origin: "collected" },
  findings: () => diagnosePerson(setup, asked),
});

/** The same, but what the person's browser reported was typed by hand. */
export const reported = (name: string, cause: CauseCode | null, setup: Setup): Scenario => ({
  ...{ name, cause, origin: "sent" },
  findings: () => diagnosePerson(setup),
});

/** Something that a customer sent and that the product reads. */
export const pasted = (
  name: string,
  cause: CauseCode | null,
  findings: () => Promise<readonly Finding[]>,
): Scenario => ({ name, cause, origin: "sent", findings });

/** One machine, but two sites to a browser; Chromium takes it for secure. */
export const LOOPBACK: Hosts = { app: "localhost", api: "127.0.0.1" };
/** WorkOS under one of its own names, by which a recording that begins there is known. */
export const WORKOS_DOMAIN: Hosts = { app: "app.example.test", api: "example.workos.com" };
const DOMAINS: Hosts = { app: "app.example.test", api: "auth.workos-stand-in.test" };

/** Secrets of the small apps; none may come out of the analysis. */
const SECRETS = /0123456789|of-another-tab/;

/** A sign-in at a small app, recorded by a real browser. */
export const recorded = (
  name: string,
  cause: CauseCode | null,
  defects: Defects,
  hosts = DOMAINS,
): Scenario => ({
  ...{ name, cause, origin: "recorded" },
  findings: async (browser) => {
    const text = await recordSignIn(browser, hosts, defects);
    const options = { now: Date.now(), environments: [] };
    const analysis = await analyseHar(streamOf(text, 65_536), options);
    if ("problem" in analysis) throw new Error(analysis.problem);
    const [secret] = SECRETS.exec(JSON.stringify(analysis)) ?? [];
    if (secret !== undefined) throw new Error(`The analysis of “${name}” shows a secret.`);
    return analysis.findings;
  },
});
