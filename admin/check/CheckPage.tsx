import { useEffect, useRef, useState } from "react";
import type { SelfCheckFacts } from "../../convex/gatehouse/diagnostics/selfCheckFacts";
import { adviceFor, type Advice } from "./advice";
import type { Delivery } from "./deliver";

interface CheckPageProps {
  /** The code of the link; null when the page was opened without one. */
  code: string | null;
  examine: () => Promise<SelfCheckFacts>;
  deliver: (code: string, report: SelfCheckFacts) => Promise<Delivery>;
}

/** For the person who cannot sign in: examines their browser, says what it found, tells support. */
export function CheckPage({ code, examine, deliver }: CheckPageProps) {
  const [report, setReport] = useState<SelfCheckFacts | null>(null);
  const [delivery, setDelivery] = useState<Delivery | null>(null);
  const begun = useRef(false);
  useEffect(() => {
    // A link works once, so the report must not be sent twice.
    if (begun.current) return;
    begun.current = true;
    void examine().then(async (facts) => {
      setReport(facts);
      if (code !== null) setDelivery(await deliver(code, facts));
    });
  }, [code, examine, deliver]);
  return (
    <main className="check">
      <h1>Can this browser sign in?</h1>
      <p>
        This page looks at how your browser is set up. It reads no passwords, no history and nothing
        you have written.
      </p>
      {report === null ? (
        <p role="status">Looking, this takes a moment …</p>
      ) : (
        <>
          <Results advice={adviceFor(report)} />
          <p role="status" className="delivery">
            {deliveryWords(code, delivery)}
          </p>
        </>
      )}
    </main>
  );
}

function Results({ advice }: { advice: readonly Advice[] }) {
  return (
    <ul aria-label="What was found">
      {advice.map(({ title, sound, advice: todo }) => (
        <li key={title} className={sound ? "sound" : "wrong"}>
          <strong>{title}</strong>
          {todo && <span>{todo}</span>}
        </li>
      ))}
    </ul>
  );
}

function deliveryWords(code: string | null, delivery: Delivery | null): string {
  if (code === null) {
    return "You opened this page without a link from support, so nothing was sent to anybody.";
  }
  return delivery === null ? "Sending this to support …" : DELIVERIES[delivery](code);
}

const ASK_AGAIN = "Ask support for a new link; what you see above still holds.";

const DELIVERIES: Readonly<Record<Delivery, (code: string) => string>> = {
  received: (code) =>
    `Sent to support under the code ${code}. That is all, you can close this page.`,
  used: () => `This link was used before, so nothing was sent. ${ASK_AGAIN}`,
  expired: () => `This link is too old, so nothing was sent. ${ASK_AGAIN}`,
  unknown: () => `This link is not complete or not known, so nothing was sent. ${ASK_AGAIN}`,
  "too-large": () => "It could not be sent. Send support a picture of this page instead.",
  unreachable: () =>
    "It could not be sent: support's server does not answer. Send support a picture of this page instead.",
};
