import Box from "@mui/material/Box";
import Skeleton from "@mui/material/Skeleton";
import { useEffect, useState } from "react";
import { Fact, Facts } from "../../ui/Facts";
import { Status } from "../../ui/Status";
import { duration } from "../../ui/time";
import { Findings } from "../finding/Findings";
import { Parts, Problem, Sound } from "./Explained";
import { explainToken, type ExplainedToken } from "./token";
import { useTokenSetting } from "./useTokenSetting";

type Result = Awaited<ReturnType<typeof explainToken>>;

/** A pasted token: is it sound, does Convex take it, and what does it say? */
export function TokenResult({ text }: { text: string }) {
  const setting = useTokenSetting();
  const [result, setResult] = useState<Result | null>(null);
  const [readAt] = useState(() => Date.now());
  useEffect(() => {
    if (setting === null) return;
    let current = true;
    void explainToken(text, setting, readAt).then((next) => current && setResult(next));
    return () => {
      current = false;
    };
  }, [text, readAt, setting]);
  if (result === null) return <Skeleton height={240} />;
  if ("problem" in result) return <Problem sentence={result.problem} />;
  return (
    <Box sx={{ display: "grid", gap: 6, minWidth: 0 }}>
      <Findings
        findings={result.findings}
        none={<Sound label="Nothing is wrong with what could be compared" />}
      />
      <Facts>
        <Fact label="Valid">
          <Validity expiresAt={result.expiresAt} readAt={readAt} />
        </Fact>
        <Fact label="Signature">
          <Signature token={result} trouble={setting?.trouble ?? null} />
        </Fact>
        <Fact label="Convex">
          <TakenBy token={result} />
        </Fact>
      </Facts>
      <Parts label="What the token says" parts={result.claims} />
    </Box>
  );
}

function Validity({ expiresAt, readAt }: { expiresAt: number | null; readAt: number }) {
  if (expiresAt === null) return <Status tone="warning" icon="warning" label="never expires" />;
  const left = expiresAt - readAt;
  if (left > 0) return <Status tone="ok" icon="ok" label={`for another ${duration(left)}`} />;
  return (
    <Status
      tone="neutral"
      icon="pending"
      label={`expired ${duration(-left)} ago`}
      meaning="Access tokens live for five minutes, so a token sent by mail has always expired."
    />
  );
}

const SIGNATURES = {
  valid: { tone: "ok", icon: "ok", label: "made by WorkOS's key" },
  invalid: { tone: "failure", icon: "failure", label: "does not fit: changed, or not from WorkOS" },
  "key-unknown": {
    tone: "failure",
    icon: "failure",
    label: "made with a key that this deployment's WorkOS client does not have",
  },
  "algorithm-unsupported": {
    tone: "failure",
    icon: "failure",
    label: "made in a way that Convex does not accept (it takes RS256 and ES256)",
  },
  unchecked: { tone: "unknown", icon: "pending", label: "not checked" },
} as const;

function Signature({ token, trouble }: { token: ExplainedToken; trouble: string | null }) {
  return (
    <>
      <Status {...SIGNATURES[token.signature]} />
      {trouble !== null && ` ${trouble}`}
    </>
  );
}

function TakenBy({ token: { takenBy } }: { token: ExplainedToken }) {
  if (takenBy === undefined) return <Status tone="unknown" icon="pending" label="not compared" />;
  if (takenBy === null) {
    return <Status tone="failure" icon="failure" label="no provider in auth.config.ts takes it" />;
  }
  return <Status tone="ok" icon="ok" label={`taken by the provider ${takenBy}`} />;
}
