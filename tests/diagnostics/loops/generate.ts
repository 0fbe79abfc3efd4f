import type { Day, Kind, LabelledDay } from "./day";
import { automation, browsers, makeDay, START, times } from "./day";

/** The browser goes round by itself: a round takes the time of a few requests. */
function redirectLoop(day: Day): void {
  const { dice } = day;
  const device = day.person();
  const round = dice.between(500, 5500);
  const rounds = Math.round(dice.logNormal(14, 0.8)) + 3;
  const start = day.moment();
  const gaps = times(rounds, () => Math.max(300, dice.logNormal(round, 0.2)));
  day.label(device.userId, day.series(device, start, gaps));
  if (dice.next() < 0.3) day.signIn({ ...device, userAgent: dice.pick(browsers) }, start + 2500);
  if (dice.next() < 0.5) day.signIn(device, start + dice.between(2, 5) * 60 * 60_000);
}

/** The person presses “Sign in” again and again, and gives up after some tries. */
function clickedLoop(day: Day): void {
  const { dice } = day;
  const device = day.person();
  const pace = dice.between(7000, 25_000);
  const gaps = times(dice.integer(4, 11), () => Math.min(55_000, dice.logNormal(pace, 0.3)));
  day.label(device.userId, day.series(device, day.moment(), gaps));
}

/** As above, on a connection that changes between two addresses. */
function movingLoop(day: Day): void {
  const { dice } = day;
  const device = day.person();
  const other = day.address();
  const start = day.moment();
  let at = start;
  const rounds = dice.integer(6, 30);
  for (let round = 0; round < rounds; round += 1) {
    day.signIn({ ...device, ip: dice.next() < 0.5 ? other : device.ip }, at);
    if (round < rounds - 1) at += Math.max(300, dice.logNormal(2000, 0.25));
  }
  day.label(device.userId, [Math.round(start), Math.round(at)]);
}

/** Laptop, phone, second browser, tablet, all within minutes. */
function manyDevices(day: Day): void {
  const device = day.person();
  let at = day.moment();
  for (const userAgent of browsers.slice(0, day.dice.integer(2, browsers.length))) {
    day.signIn({ ...device, userAgent }, at);
    at += day.dice.between(2000, 50_000);
  }
}

/** Two tabs, a changed mind, one honest retry. */
function secondThoughts(day: Day): void {
  const gaps = times(day.dice.integer(1, 2), () => day.dice.between(700, 40_000));
  day.series(day.person(), day.moment(), gaps);
}

/** A whole office behind one address, with the same managed browser, at nine o'clock. */
function office(day: Day): void {
  const ip = day.address();
  const userAgent = day.dice.pick(browsers);
  const nine = START + 9 * 60 * 60_000;
  for (let desk = day.dice.integer(40, 160); desk > 0; desk -= 1) {
    day.signIn({ ...day.person(ip), userAgent }, nine + day.dice.between(0, 20 * 60_000));
  }
}

/** A test suite with a test browser, one after another or side by side. */
function testRun(day: Day): void {
  const { dice } = day;
  const device = { ...day.person(), userAgent: dice.pick(automation), method: "password" };
  day.series(
    device,
    day.moment(),
    times(dice.integer(20, 120), () => dice.between(400, 30_000)),
  );
}

/** The same with an ordinary browser's name: several workers, or steps of very different length. */
function disguisedTestRun(day: Day): void {
  const { dice } = day;
  const device = { ...day.person(), method: "password" };
  const workers = dice.integer(1, 6);
  const start = day.moment();
  for (let worker = 0; worker < workers; worker += 1) {
    const gaps = times(dice.integer(25, 60), () => dice.logNormal(9000, 0.9));
    day.series(device, start + worker * dice.between(5, 120), gaps);
  }
}

/** An app that makes a new session at every refresh, or when the organization is switched. */
function refreshQuirk(day: Day): void {
  const { dice } = day;
  const device = day.person();
  const period = dice.pick([55_000, 240_000, 290_000, 300_000]);
  day.series(
    device,
    day.moment(),
    times(dice.integer(5, 40), () => period + dice.between(-800, 800)),
  );
  const switcher = day.person();
  const start = day.moment();
  for (let turn = 0; turn < 3; turn += 1) {
    day.series(switcher, start + turn * 20 * 60_000, [dice.between(600, 1500)]);
  }
}

/** Support staff who look at the app as other people. */
function impersonation(day: Day): void {
  const device = { ...day.person(), method: "impersonation" };
  day.series(
    device,
    day.moment(),
    times(6, () => day.dice.between(1000, 9000)),
  );
}

const kinds: readonly Kind[] = [
  [redirectLoop, 260],
  [clickedLoop, 120],
  [movingLoop, 40],
  [office, 60],
  [testRun, 60],
  [disguisedTestRun, 40],
  [refreshQuirk, 300],
  [impersonation, 60],
  [manyDevices, 2500],
  [secondThoughts, 4000],
];

/**
 * A day of sign-ins with labelled loops among people with many devices, offices behind one address,
 * test runs, refresh quirks, impersonations and repeated deliveries.
 * @param seed which day.
 * @param size how many sign-ins, about.
 */
export const generateDay = (seed: number, size = 100_000): LabelledDay =>
  makeDay(kinds, seed, size);
