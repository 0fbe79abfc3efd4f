import { HarProblem } from "./problem";

/** A JSON object of which only known members were kept. */
export type RawObject = Record<string, unknown>;

/** Members of a HAR entry that are looked at; all others are passed over while reading. */
const KEPT_MEMBERS = new Set([
  ...[
    "startedDateTime",
    "time",
    "_resourceType",
    "request",
    "response",
    "method",
    "url",
    "headers",
  ],
  ...[
    "name",
    "value",
    "postData",
    "text",
    "mimeType",
    "status",
    "redirectURL",
    "content",
    "encoding",
  ],
  ...["_error", "_failureText", "_webSocketMessages", "type", "data"],
]);

const MAX_DEPTH = 64;
const MAX_KEPT_STRING = 32 * 1024;
const MAX_KEPT_BODY = 4 * 1024;
const MAX_KEPT_ITEMS = 1000;
const MAX_LITERAL = 64;

/** Depth of `log.entries[i]`: root object, log object, entries array. */
const ENTRY_DEPTH = 3;

interface Frame {
  isArray: boolean;
  /** Null when the container is passed over. */
  container: RawObject | unknown[] | null;
  /** The member whose value comes next. */
  key: string;
  /** Whether a value has been completed since the last comma. */
  hasValue: boolean;
  awaitsKey: boolean;
}

const SPACE = /[\s,:]/;
const escapes: Readonly<Record<string, string>> = { n: "\n", t: "\t", r: "\r", b: "\b", f: "\f" };

/**
 * Reads the entries of a HAR file piece by piece, so that a file of any size needs the memory of one
 * entry. Bodies and unknown members are passed over without being built.
 */
export class JsonEntries {
  private readonly frames: Frame[] = [];
  private entries: RawObject[] = [];
  private literal = "";
  private text: string[] | null = null;
  private kept = 0;
  private escape: string | null = null;
  private consumed = 0;
  private foundEntries = false;
  private finished = false;

  /** Whether the file ended where its JSON ended. */
  get isComplete(): boolean {
    return this.finished;
  }

  /** Whether there was a list of entries at all. */
  get hasEntries(): boolean {
    return this.foundEntries;
  }

  /**
   * Reads the next piece.
   * @param piece text, cut anywhere.
   * @returns the entries completed by it.
   * @throws HarProblem when the text is no JSON.
   */
  write(piece: string): RawObject[] {
    let position = 0;
    while (position < piece.length) {
      position = this.text === null ? this.step(piece, position) : this.readString(piece, position);
    }
    this.consumed += piece.length;
    const complete = this.entries;
    this.entries = [];
    return complete;
  }

  private fail(position: number): never {
    const at = (this.consumed + position).toLocaleString("en-US");
    throw new HarProblem(
      `This is not a HAR file: its text stops being JSON at character ${at}. Save the recording again with “Export HAR”.`,
    );
  }

  private step(piece: string, position: number): number {
    const character = piece.charAt(position);
    if (character === '"') this.beginString();
    else if (character === "{" || character === "[") this.open(character === "[", position);
    else if (character === "}" || character === "]") this.close(character === "]", position);
    else if (SPACE.test(character)) this.separate(character);
    else this.readLiteral(character, position);
    return position + 1;
  }

  private get top(): Frame | undefined {
    return this.frames.at(-1);
  }

  private readLiteral(character: string, position: number): void {
    if (this.frames.length === 0 || !/[-+\w.]/.test(character)) this.fail(position);
    this.literal += character;
    if (this.literal.length > MAX_LITERAL) this.fail(position);
  }

  private endLiteral(): void {
    if (this.literal === "") return;
    const value = this.literal;
    this.literal = "";
    this.complete(
      value === "true" ? true : value === "false" ? false : value === "null" ? null : Number(value),
    );
  }

  private separate(character: string): void {
    this.endLiteral();
    const { top } = this;
    if (character === "," && top !== undefined) {
      top.hasValue = false;
      top.awaitsKey = !top.isArray;
    }
  }

  private isKept(): boolean {
    const { top, frames } = this;
    if (top === undefined) return false;
    if (frames.length < ENTRY_DEPTH) return false;
    if (frames.length === ENTRY_DEPTH) return this.isEntryList();
    if (top.container === null) return false;
    return top.isArray
      ? (top.container as unknown[]).length < MAX_KEPT_ITEMS
      : KEPT_MEMBERS.has(top.key);
  }

  private isEntryList(): boolean {
    const [root, log, list] = this.frames;
    return root?.key === "log" && log?.key === "entries" && list?.isArray === true;
  }

  private open(isArray: boolean, position: number): void {
    const { top } = this;
    if (this.finished || top?.hasValue === true || top?.awaitsKey === true) this.fail(position);
    if (this.frames.length >= MAX_DEPTH) {
      throw new HarProblem("This file is nested too deeply to be a recording of a browser.");
    }
    const container = this.isKept() ? (isArray ? [] : {}) : null;
    this.frames.push({ isArray, container, key: "", hasValue: false, awaitsKey: !isArray });
    if (this.frames.length === ENTRY_DEPTH && this.isEntryList()) this.foundEntries = true;
  }

  private close(isArray: boolean, position: number): void {
    this.endLiteral();
    const frame = this.frames.pop();
    if (frame === undefined || frame.isArray !== isArray) this.fail(position);
    const isEntry = this.frames.length === ENTRY_DEPTH && this.isEntryList();
    if (isEntry && frame.container !== null && !frame.isArray) {
      this.entries.push(frame.container as RawObject);
      this.complete(undefined);
    } else this.complete(frame.container ?? undefined);
    if (this.frames.length === 0) this.finished = true;
  }

  private complete(value: unknown): void {
    const { top } = this;
    if (top === undefined) return;
    top.hasValue = true;
    if (value === undefined || top.container === null || !this.isKept()) return;
    if (Array.isArray(top.container)) top.container.push(value);
    else top.container[top.key] = value;
  }

  private beginString(): void {
    const { top } = this;
    if (top === undefined || top.hasValue) this.fail(0);
    this.text = [];
    this.kept = 0;
  }

  private get stringLimit(): number {
    const { top } = this;
    if (top?.awaitsKey === true) return MAX_LITERAL * 4;
    if (!this.isKept()) return 0;
    return top?.key === "text" || top?.key === "data" ? MAX_KEPT_BODY : MAX_KEPT_STRING;
  }

  private keep(text: string): void {
    const room = this.stringLimit - this.kept;
    if (room <= 0) return;
    this.text?.push(text.length > room ? text.slice(0, room) : text);
    this.kept += text.length;
  }

  /** Reads on inside a string: in one go up to the next quote or backslash. */
  private readString(piece: string, position: number): number {
    if (this.escape !== null) return this.readEscape(piece, position);
    if (this.kept >= this.stringLimit) return this.passString(piece, position);
    let end = position;
    while (end < piece.length) {
      const code = piece.charCodeAt(end);
      if (code === 34 || code === 92) break;
      end += 1;
    }
    if (end > position) this.keep(piece.slice(position, end));
    if (end >= piece.length) return end;
    if (piece.charCodeAt(end) === 92) this.escape = "";
    else this.endString();
    return end + 1;
  }

  /** Runs over the rest of a string that is not kept; most of a recording is read here. */
  private passString(piece: string, position: number): number {
    for (let end = position; end < piece.length; end += 1) {
      const code = piece.charCodeAt(end);
      if (code === 34) {
        this.endString();
        return end + 1;
      }
      if (code === 92) end += 1;
      if (end >= piece.length) this.escape = "";
    }
    return piece.length;
  }

  private readEscape(piece: string, position: number): number {
    const character = piece.charAt(position);
    if (this.escape === "" && character !== "u") {
      this.keep(escapes[character] ?? character);
      this.escape = null;
      return position + 1;
    }
    this.escape = `${this.escape ?? ""}${character}`;
    if (this.escape.length === 5) {
      const code = Number.parseInt(this.escape.slice(1), 16);
      this.keep(Number.isNaN(code) ? "" : String.fromCharCode(code));
      this.escape = null;
    }
    return position + 1;
  }

  private endString(): void {
    const value = (this.text ?? []).join("");
    this.text = null;
    const { top } = this;
    if (top?.awaitsKey === true) {
      top.key = value;
      top.awaitsKey = false;
    } else this.complete(value);
  }
}
