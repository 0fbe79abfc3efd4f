import type { CauseCode } from "../catalogue";
import type { TemplateValues } from "../catalogue/placeholders";
import type { AuthMode, Certainty, Severity } from "../catalogue/types";
import type { AvailableEvidence, Evidence, EvidenceKind } from "../evidence";
import type { WorkosEnvironmentKind } from "../redirectUri";

/** The record of one environment: how the app is meant to be set up. */
export interface EnvironmentRecord {
  name: string;
  kind: WorkosEnvironmentKind;
  appUrl: string;
  redirectUri: string;
  clientId: string;
  /** `api.workos.com`, or the host (and port) of a custom authentication domain. */
  apiHost: string;
  convexUrl: string;
  webhookUrl: string;
  /** `environment_…` at WorkOS, for links. */
  environmentId?: string;
}

/** What the judgement is about. */
export interface JudgeContext {
  /** Null when it is not known; then causes of both modes are considered. */
  authMode: AuthMode | null;
  /** Null when only a recording, a token or a text is judged. */
  environment: EnvironmentRecord | null;
  /** What is known of this deployment itself, for remedies where no environment is judged. */
  deployment?: TemplateValues;
  /** Epoch milliseconds. */
  now: number;
}

/** What one rule saw: a cause, how sure, and the words with the real values. */
export interface Observation {
  code: CauseCode;
  certainty: Certainty;
  /** What it is about: an address, a person, a variable. */
  subject: string;
  /** What is wrong, with exact values. */
  sentence: string;
  howWeKnow: string;
  evidence: readonly Evidence[];
  values?: TemplateValues;
  /** Why it cannot be told, when the certainty is unknown. */
  unknownReason?: string;
}

/** What rules are given: the evidence by kind, and the context. */
export interface Given extends JudgeContext {
  /** All available evidence of a kind, newest first. */
  all<Kind extends EvidenceKind>(kind: Kind): AvailableEvidence<Kind>[];
  /** The newest available evidence of a kind. */
  newest<Kind extends EvidenceKind>(kind: Kind): AvailableEvidence<Kind> | null;
  /** Every piece, also what could not be obtained. */
  everything: readonly Evidence[];
}

/** A pure rule: the same evidence always gives the same observations. */
export type Rule = (given: Given) => Observation[];

/** Where a finding's evidence came from. */
export interface EvidenceRef {
  kind: EvidenceKind;
  source: string;
  at: number;
}

/** One finding, ready to be read aloud. */
export interface Finding {
  code: CauseCode;
  title: string;
  severity: Severity;
  certainty: Certainty;
  subject: string;
  sentence: string;
  howWeKnow: string;
  evidence: EvidenceRef[];
  remedy: string[];
  link: { label: string; href: string } | { command: string } | null;
  unknownReason: string | null;
  /** What support can write to the person; absent when there is nothing the person can do. */
  reply?: string;
}
