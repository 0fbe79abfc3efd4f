import type { Day, Device, Kind, LabelledDay } from "./day";
import { browsers, makeDay, START, times } from "./day";

const MINUTE_MS = 60_000;

/** Every request leaves by another address of a pool, as at mobile carriers and private relays. */
function relayedLoop(day: Day): void {
  const { dice } = day;
  const device = day.person();
  const pool = times(dice.integer(8, 60), () => day.address());
  const round = dice.between(900, 4500);
  const [start, rounds] = [day.moment(), dice.integer(6, 40)];
  let at = start;
  for (let left = rounds; left > 0; left -= 1) {
    day.signIn({ ...device, ip: pool[dice.integer(0, pool.length - 1)] ?? device.ip }, at);
    if (left > 1) at += Math.max(300, dice.logNormal(round, 0.25));
  }
  day.label(device.userId, [Math.round(start), Math.round(at)]);
}

/** The app waits longer after each try. */
function backingOffLoop(day: Day): void {
  const { dice } = day;
  const device = day.person();
  const first = dice.between(800, 2000);
  const gaps = times(dice.integer(5, 10), () => 0).map((_none, index) =>
    Math.min(30_000, first * 1.4 ** index * dice.between(0.9, 1.1)),
  );
  day.label(device.userId, day.series(device, day.moment(), gaps));
}

/** A slow server: each round takes eight to fifteen seconds, and the person lets it go round. */
function slowLoop(day: Day): void {
  const { dice } = day;
  const device = day.person();
  const round = dice.between(8000, 15_000);
  const gaps = times(dice.integer(6, 16), () => dice.logNormal(round, 0.15));
  day.label(device.userId, day.series(device, day.moment(), gaps));
}

/** The person closes the tab in the middle, and comes back after a coffee. */
function brokenOffLoop(day: Day): void {
  const { dice } = day;
  const device = day.person();
  let at = day.moment();
  for (let turn = 0; turn < 2; turn += 1) {
    const gaps = times(dice.integer(4, 9), () => dice.logNormal(2500, 0.2));
    day.label(device.userId, day.series(device, at, gaps));
    at += dice.between(12, 40) * MINUTE_MS;
  }
}

/** A shop's one account: at opening time every till signs in, from one address or one for each. */
function tills(day: Day): void {
  const { dice } = day;
  const device: Device = { ...day.person(), method: "password" };
  const ownAddresses = dice.next() < 0.5;
  const opening = START + dice.integer(7, 10) * 60 * MINUTE_MS;
  for (let till = dice.integer(3, 14); till > 0; till -= 1) {
    const ip = ownAddresses ? day.address() : device.ip;
    day.signIn({ ...device, ip }, opening + dice.between(0, 15 * MINUTE_MS));
  }
}

/** A classroom behind one address: everybody an account of their own, all at once. */
function classroom(day: Day): void {
  const [ip, userAgent] = [day.address(), day.dice.pick(browsers)];
  const bell = day.moment();
  for (let pupil = day.dice.integer(20, 32); pupil > 0; pupil -= 1)
    day.signIn({ ...day.person(ip), userAgent }, bell + day.dice.between(0, 90_000));
}

/** A monitor that signs in every half minute, all day, with an ordinary browser's name. */
function monitor(day: Day): void {
  const device = { ...day.person(), method: "password" };
  const gaps = times(600, () => 30_000 + day.dice.between(-1500, 1500));
  day.series(device, START + day.dice.between(0, 60) * MINUTE_MS, gaps);
}

/** An impatient double click, and later a honest retry. */
function doubleClick(day: Day): void {
  const { dice } = day;
  day.series(day.person(), day.moment(), [dice.between(80, 400), dice.between(20_000, 90_000)]);
}

/** A nightly suite with an ordinary browser's name: uneven steps, one person for all of them. */
function nightlySuite(day: Day): void {
  const { dice } = day;
  const device = { ...day.person(), method: "password" };
  const gaps = times(dice.integer(30, 90), () => dice.logNormal(5000, 1));
  day.series(device, START + dice.between(60, 240) * MINUTE_MS, gaps);
}

const kinds: readonly Kind[] = [
  [relayedLoop, 120],
  [backingOffLoop, 80],
  [slowLoop, 80],
  [brokenOffLoop, 60],
  [tills, 150],
  [classroom, 80],
  [monitor, 6],
  [doubleClick, 2500],
  [nightlySuite, 40],
];

/**
 * A day of another kind than the one the thresholds were chosen on: loops in other rhythms and behind
 * changing addresses, accounts that many share, monitors and classrooms.
 * @param seed which day.
 * @param size how many sign-ins, about.
 */
export const generateOtherDay = (seed: number, size = 100_000): LabelledDay =>
  makeDay(kinds, seed, size);
