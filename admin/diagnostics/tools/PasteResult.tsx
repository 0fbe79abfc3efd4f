import { AddressResult } from "./AddressResult";
import { CookieResult } from "./CookieResult";
import { Problem } from "./Explained";
import { MessageResult } from "./MessageResult";
import type { Recognised } from "./recognise";
import { TokenResult } from "./TokenResult";

/** What was pasted, and what it is taken for. */
export interface Pasted {
  text: string;
  kind: Recognised;
}

/** The explanation of a pasted text. */
export function PasteResult({ pasted: { text, kind } }: { pasted: Pasted }) {
  switch (kind) {
    case "token":
      return <TokenResult text={text} />;
    case "cookie":
      return <CookieResult line={text} />;
    case "address":
      return <AddressResult text={text} />;
    case "message":
    case "recording":
      return <MessageResult text={text} />;
    case "unreadable":
      return (
        <Problem sentence="This is not text, or far too much of it. A recording is better dropped as a file." />
      );
  }
}
