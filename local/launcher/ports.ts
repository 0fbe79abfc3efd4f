import { createServer } from "node:net";
import { PORT_OPTIONS, type Ports } from "./options";

export class PortTakenError extends Error {}

/**
 * Makes sure every port is free on loopback before anything starts.
 *
 * @throws PortTakenError naming each taken port and the option that moves it
 */
export async function requireFreePorts(ports: Partial<Ports>): Promise<void> {
  const entries = Object.entries(ports) as [keyof Ports, number][];
  const checks = await Promise.all(entries.map(async ([, port]) => isFree(port)));
  const taken = entries.filter((_, index) => checks[index] === false);
  if (taken.length === 0) return;
  throw new PortTakenError(
    taken
      .map(
        ([name, port]) =>
          `Port ${port} is taken (wanted for the ${LABELS[name]}). Stop what uses it, or choose another: npm start -- ${PORT_OPTIONS[name]} ${port + 1}`,
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

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", () => resolve(false));
    server.listen(port, "127.0.0.1", () => server.close(() => resolve(true)));
  });
}
