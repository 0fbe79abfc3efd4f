const HIDDEN = "‹hidden›";

/** A name, the quote behind it as in JSON, and what separates it from its value. */
const NAMED = /(?<![\w.-])([\w.-]{1,200})(\\*["'`]?)\s*(=>|[=:]|%3D)[^\S\r\n]*/gi;

const HEADER = /(?:^|\.)(?:proxy-)?(?:authorization|(?:set-)?cookies?)$/i;
const PASSWORD = /passw|passphrase|secret/i;
const SECRET =
  /token|api[_-]?key|private[_-]?key|ticket|verifier|challenge|credential|assertion|session[_-]?id/i;
const CODE = /(?:^|[._-])(?:code|state)$|[a-z]Code$/i;
const VARIABLE = /^[A-Z][A-Z0-9_]*$/;

/** Words that are no secret under any name; the last are how an error's own text goes on. */
const HARMLESS =
  /^(?:null|undefined|none|true|false|missing|expired|invalid|required|(?:Expired|Immature|Invalid)Signature|the|no|could|cannot|failed)\.?$/i;

/** Error codes and HTTP statuses also travel under the names `code` and `state`. */
const HARMLESS_CODE = /^(?:[a-z]+(?:_[a-z]+)+|[A-Z]+(?:_[A-Z]+)+|null|\d{1,3})[.,;)]?$/;

/** A value to hide: what is before `from` and after `to` stays. */
interface Stretch {
  from: number;
  to: number;
}

interface Name {
  name: string;
  /** The name stands in quotes, as in JSON. */
  isQuoted: boolean;
  /** The name stands in the query of an address. */
  isParameter: boolean;
  isAtLineStart: boolean;
  separator: string;
}

/** A string to its closing quote. In JSON within JSON quotes carry backslashes, and their own more. */
function quotedStretch(text: string, at: number): Stretch | null {
  const open = /^\\{0,7}["'`]/.exec(text.slice(at, at + 8))?.[0];
  if (open === undefined) return null;
  const from = at + open.length;
  const depth = open.length - 1;
  let backslashes = 0;
  for (let to = from; to < text.length; to += 1) {
    const character = text.charAt(to);
    const extra = backslashes - depth;
    const closes = character === open.at(-1) && extra >= 0 && extra % (2 * (depth + 1)) === 0;
    if (closes) return { from, to: to - depth };
    backslashes = character === "\\" ? backslashes + 1 : 0;
  }
  return { from, to: text.length };
}

/** A list or an object, to its end. */
function nestedStretch(text: string, at: number): Stretch | null {
  if (!/[[{]/.test(text.charAt(at))) return null;
  let depth = 0;
  let to = at;
  while (to < text.length) {
    const inner = quotedStretch(text, to);
    const character = text.charAt(to);
    if (inner !== null) to = inner.to + (inner.from - to - 1);
    else if (/[[{]/.test(character)) depth += 1;
    else if (/[\]}]/.test(character)) depth -= 1;
    to += 1;
    if (depth === 0) return { from: at, to };
  }
  return { from: at, to: text.length };
}

/** Headers, passwords and the lines of a .env file may hold spaces and quotes. */
const takesWholeLine = ({ name, separator, isAtLineStart }: Name): boolean =>
  HEADER.test(name) ||
  (PASSWORD.test(name) && separator === ":") ||
  (isAtLineStart && separator.startsWith("=") && VARIABLE.test(name));

/** A value without quotes: to the end of the line, or to what ends a value there. */
function bareStretch(text: string, at: number, named: Name): Stretch {
  if (takesWholeLine(named)) return { from: at, to: endOf(text, at, /[\r\n]/) };
  const scheme = /^(?:bearer|basic)\s+/i.exec(text.slice(at, at + 20))?.[0].length ?? 0;
  const end = named.isQuoted ? /[\s,}\]]/ : /[\s&#"`<>]/;
  return { from: at, to: endOf(text, at + scheme, end) };
}

function endOf(text: string, at: number, shape: RegExp): number {
  const length = text.slice(at).search(shape);
  return length < 0 ? text.length : at + length;
}

function valueStretch(text: string, at: number, named: Name): Stretch {
  const bare = bareStretch(text, at, named);
  const enclosed = quotedStretch(text, at) ?? nestedStretch(text, at);
  if (enclosed === null || named.isParameter) return bare;
  const isLine = named.isAtLineStart && !named.isQuoted && takesWholeLine(named);
  return isLine && bare.to > enclosed.to ? bare : enclosed;
}

/** Recordings keep headers and cookies as pairs of `name` and `value`. */
const isPair = ({ name, isQuoted }: Name): boolean => isQuoted && name === "value";

function isSecret(named: Name, value: string): boolean {
  const { name, separator } = named;
  if (value === "") return false;
  if (HEADER.test(name) || isPair(named)) return true;
  if (SECRET.test(name) || PASSWORD.test(name)) return !HARMLESS.test(value);
  if (/session$/i.test(name)) return separator === "=";
  return CODE.test(name) && !HARMLESS_CODE.test(value);
}

/**
 * Hides what stands behind the name of a secret: in JSON, addresses, headers, .env files, logs, code,
 * and in a recording's pairs of name and value.
 * @param text anything.
 */
export function hideNamedSecrets(text: string): string {
  let clean = "";
  let done = 0;
  const names = new RegExp(NAMED);
  for (let found = names.exec(text); found !== null; found = names.exec(text)) {
    const [whole, name = "", quote = "", separator = ""] = found;
    const before = text.charAt(found.index - 1);
    const named: Name = {
      ...{ name, separator },
      isQuoted: quote !== "",
      isParameter: /[?&]/.test(before),
      isAtLineStart: /(?:^|\n)\s*(?:export\s+|set\s+)?$/.test(
        text.slice(Math.max(0, found.index - 80), found.index),
      ),
    };
    const gap = named.isQuoted ? (/^\s*/.exec(text.slice(names.lastIndex))?.[0].length ?? 0) : 0;
    const { from, to } = valueStretch(text, found.index + whole.length + gap, named);
    if (!isSecret(named, text.slice(from, to))) continue;
    clean += text.slice(done, from) + HIDDEN;
    done = to;
    names.lastIndex = Math.max(to, names.lastIndex);
  }
  return clean + text.slice(done);
}
