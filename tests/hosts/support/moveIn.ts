import type { App } from "./app";

/** Deploys a host for the first time and lets its people sign in and fill it. */
export async function moveIn(app: App): Promise<void> {
  await app.deploy();
  const { people } = app.workos;
  for (const person of Object.values(people)) await app.host.signIn(app, person);
  await app.host.fill(app, people);
  await app.settle();
}
