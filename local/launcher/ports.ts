import { lookup } from "node:dns/promises";
import { createServer } from "node:net";
import { PORT_OPTIONS, type Ports } from "./options";

export class PortTakenError extends Error {}

const LOOPBACK = "127.0.0.1";
const IN_THE_WAY = new Set<unknown>(["EADDRINUSE", "EACCES"]);

/**
 * Makes sure every port is free on loopback before anything starts.
 *
 * @param command what was run, for the message
 * @param addresses where to look: the name localhost may mean ::1 as well, and the console answers there
 * @throws PortTakenError naming each taken port and the option that moves it
 */
export async function requireFreePorts(
  ports: Partial<Ports>,
  command = "npm start",
  addresses?: readonly string[],
): Promise<void> {
  const everywhere = addresses ?? (await loopbackAddresses());
  const entries = Object.entries(ports) as [keyof Ports, number][];
  const checks = await Promise.all(entries.map(([, port]) => isFree(port, everywhere)));
  const taken = entries.filter((_, index) => checks[index] === false);
  if (taken.length === 0) return;
  throw new PortTakenError(
    taken
      .map(
        ([name, port]) =>
          `Port ${port} is taken (wanted for the ${LABELS[name]}). Stop what uses it, or choose another: ${command} -- ${PORT_OPTIONS[name]} ${port + 1}`,
      )
      .join("\n"),
  );
}

const LABELS: Record<keyof Ports, string> = {
  console: "console",
  api: "Convex API",
  site: "Convex HTTP actions",
  workos: "WorkOS stand-in",
};

async function loopbackAddresses(): Promise<string[]> {
  const found = await lookup("localhost", { all: true });
  return [...new Set([LOOPBACK, ...found.map(({ address }) => address)])];
}

async function isFree(port: number, addresses: readonly string[]): Promise<boolean> {
  // One after the other: a server on :: would be in the way of the next check.
  for (const address of addresses) if (!(await isFreeOn(port, address))) return false;
  return true;
}

function isFreeOn(port: number, address: string): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    // Other errors mean that the machine has no such address: nobody can have taken it.
    server.once("error", (error) => resolve(!("code" in error && IN_THE_WAY.has(error.code))));
    server.listen({ port, host: address, exclusive: true }, () =>
      server.close(() => resolve(true)),
    );
  });
}
