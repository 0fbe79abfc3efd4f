import type { SignInPoint } from "../../../webhooks/loopEpisode";
import type { Random } from "./random";
import { random } from "./random";

/** Where a loop really was. */
export interface LoopLabel {
  userId: string;
  startedAt: number;
  endedAt: number;
}

/** One generated day. */
export interface LabelledDay {
  signIns: SignInPoint[];
  labels: LoopLabel[];
}

const DAY_MS = 24 * 60 * 60_000;
/** Midnight of the generated days. */
export const START = Date.UTC(2026, 10, 23);

export const browsers = [
  "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36",
  "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.6 Safari/605.1.15",
  "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36",
  "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0",
  "Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.6 Mobile/15E148 Safari/604.1",
  "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Mobile Safari/537.36",
] as const;

export const automation = [
  "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/142.0.0.0 Safari/537.36",
  "python-requests/2.32.5",
  "curl/8.14.1",
] as const;

const methods = ["oauth", "password", "magic_code", "sso", "passkey"] as const;

export interface Device {
  userId: string;
  userAgent: string;
  ip: string;
  method: string;
}

/** A day in the making. */
export class Day {
  readonly signIns: SignInPoint[] = [];
  readonly labels: LoopLabel[] = [];
  private people = 0;

  constructor(readonly dice: Random) {}

  person(ip = this.address()): Device {
    this.people += 1;
    return {
      userId: `user_${this.people}`,
      userAgent: this.dice.pick(browsers),
      ip,
      method: this.dice.pick(methods),
    };
  }

  address(): string {
    const byte = (): number => this.dice.integer(1, 254);
    return `${byte()}.${byte()}.${byte()}.${byte()}`;
  }

  /** People work by day: most sign-ins fall into the morning. */
  moment(): number {
    const hour = (this.dice.next() + this.dice.next() + this.dice.next()) * 8;
    return START + Math.min(DAY_MS - 1, hour * 60 * 60_000);
  }

  signIn(device: Device, at: number): void {
    const point: SignInPoint = {
      ...device,
      at: Math.round(at),
      sessionId: `session_${this.signIns.length}`,
    };
    this.signIns.push(point);
    if (this.dice.next() < 0.01)
      this.signIns.push({ ...point, at: point.at + this.dice.integer(0, 900) });
  }

  /** A series with the given gaps; returns its first and last moment. */
  series(device: Device, start: number, gaps: readonly number[]): [number, number] {
    let at = start;
    this.signIn(device, at);
    for (const gap of gaps) {
      at += gap;
      this.signIn(device, at);
    }
    return [Math.round(start), Math.round(at)];
  }

  /** Says that a series was a loop. */
  label(userId: string, [startedAt, endedAt]: [number, number]): void {
    this.labels.push({ userId, startedAt, endedAt });
  }
}

export const times = <T>(count: number, make: () => T): T[] => Array.from({ length: count }, make);

/** Something that happens so often in a day of 100,000 sign-ins. */
export type Kind = readonly [make: (day: Day) => void, perDay: number];

/** Once or twice a day. */
function ordinary(day: Day): void {
  const device = day.person();
  for (let left = day.dice.integer(1, 2); left > 0; left -= 1) day.signIn(device, day.moment());
}

/**
 * Makes a day of these kinds, filled up with ordinary sign-ins.
 * @param seed which day.
 * @param size how many sign-ins, about.
 */
export function makeDay(kinds: readonly Kind[], seed: number, size: number): LabelledDay {
  const day = new Day(random(seed));
  for (const [make, perDay] of kinds) {
    for (let left = Math.ceil((perDay * size) / 100_000); left > 0; left -= 1) make(day);
  }
  while (day.signIns.length < size) ordinary(day);
  return { signIns: day.signIns.sort((a, b) => a.at - b.at), labels: day.labels };
}
