import { createServer, type AddressInfo } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { PortTakenError, requireFreePorts } from "./ports";

const taken = createServer();

afterEach(() => {
  taken.close();
});

describe("requireFreePorts", () => {
  it("names the taken port, what wanted it, and the option that moves it", async () => {
    await new Promise<void>((resolve) => taken.listen(0, "127.0.0.1", () => resolve()));
    const { port } = taken.address() as AddressInfo;
    const attempt = requireFreePorts({ site: port });
    await expect(attempt).rejects.toThrow(PortTakenError);
    await expect(attempt).rejects.toThrow(
      `Port ${port} is taken (wanted for the Convex HTTP actions). Stop what uses it, or choose another: npm start -- --site-port ${port + 1}`,
    );
  });

  it("sees a port that is taken on ::1 only", async () => {
    await new Promise<void>((resolve) => taken.listen(0, "::1", () => resolve()));
    const { port } = taken.address() as AddressInfo;
    const attempt = requireFreePorts({ console: port }, "npm run console", ["127.0.0.1", "::1"]);
    await expect(attempt).rejects.toThrow(
      `Port ${port} is taken (wanted for the console). Stop what uses it, or choose another: npm run console -- --port ${port + 1}`,
    );
  });

  it("does not count an address that the machine does not have", async () => {
    await expect(requireFreePorts({ api: 1 }, "npm start", ["192.0.2.1"])).resolves.toBeUndefined();
  });

  it("is silent when all are free", async () => {
    await new Promise<void>((resolve) => taken.listen(0, "127.0.0.1", () => resolve()));
    const { port } = taken.address() as AddressInfo;
    await new Promise<void>((resolve) => taken.close(() => resolve()));
    await expect(requireFreePorts({ api: port })).resolves.toBeUndefined();
  });
});
