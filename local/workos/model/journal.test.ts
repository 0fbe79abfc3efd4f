import { appendFileSync, mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Change } from "./collection";
import { openJournal } from "./journal";
import { createModel } from "./model";

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "gatehouse-journal-"));
  file = join(folder, "deep", "workos.journal");
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Resolves after what was queued before, such as the journal's write. */
const written = () => Promise.resolve();

const put = (id: string, value: string): Change => ({
  in: "settings",
  put: { id, created_at: "2026-01-01T00:00:00.000Z", ...{ value } },
});

describe("openJournal", () => {
  it("gives back the last write of each row, and nothing that was removed", async () => {
    const journal = openJournal(file);
    for (const change of [put("a", "1"), put("b", "1"), put("a", "2")]) journal.append(change);
    journal.append({ in: "settings", remove: "b" });
    journal.append({ in: "other", remove: "a" });
    await written();
    expect(openJournal(file).changes).toEqual([put("a", "2")]);
  });

  it("compacts a file that is mostly outdated when it opens it", async () => {
    const journal = openJournal(file);
    for (let i = 0; i < 100; i++) journal.append(put("a", String(i)));
    await written();
    const before = statSync(file).size;
    openJournal(file);
    expect(statSync(file).size).toBeLessThan(before / 50);
  });

  it("goes on with a file that is not", async () => {
    const journal = openJournal(file);
    for (const id of ["a", "b", "c"]) journal.append(put(id, "1"));
    journal.append(put("a", "2"));
    await written();
    const before = readFileSync(file, "utf8");
    const again = openJournal(file);
    expect(readFileSync(file, "utf8")).toBe(before);
    again.append(put("d", "1"));
    await written();
    expect(
      openJournal(file)
        .changes.map((change) => "put" in change && change.put.id)
        .sort(),
    ).toEqual(["a", "b", "c", "d"]);
  });

  it("writes on its own once the current work is done", async () => {
    const journal = openJournal(file);
    journal.append(put("a", "1"));
    expect(readFileSync(file, "utf8")).toBe("");
    await Promise.resolve();
    expect(readFileSync(file, "utf8")).toBe(`${JSON.stringify(put("a", "1"))}\n`);
  });

  it("drops a last line that a crash cut short", async () => {
    const journal = openJournal(file);
    journal.append(put("a", "1"));
    await written();
    appendFileSync(file, '{"in":"settings","put":{"id":"b"');
    expect(openJournal(file).changes).toEqual([put("a", "1")]);
  });

  it("keeps its secrets from other people on the machine", () => {
    openJournal(file);
    expect(statSync(file).mode & 0o077).toBe(0);
  });
});

describe("a model with a journal", () => {
  const open = () => {
    const journal = openJournal(file);
    return { model: createModel({ now: () => Date.UTC(2026, 0, 15) }, journal) };
  };

  it("comes back as it was", async () => {
    const first = open();
    const { users, sessions, settings } = first.model;
    const ada = users.create({ email: "ada@example.com" });
    const bob = users.create({ email: "bob@example.com" });
    const token = sessions.issueRefreshToken(sessions.start(ada, "passkey", NOWHERE));
    users.remove(bob);
    settings.set("jwt_template", "{}");
    await written();

    const { model } = open();
    expect(model.tables.users.all()).toEqual([ada]);
    expect(model.tables.events.all()).toEqual(first.model.tables.events.all());
    expect(model.tables.redirectUris.all()).toEqual(first.model.tables.redirectUris.all());
    expect(model.settings.get("jwt_template")?.value).toBe("{}");
    expect(model.sessions.exchange(token)).toMatchObject({ user_id: ada.id });
  });

  it("does not bring a spent refresh token back", async () => {
    const first = open();
    const { users, sessions } = first.model;
    const ada = users.create({ email: "ada@example.com" });
    const token = sessions.issueRefreshToken(sessions.start(ada, "sso", NOWHERE));
    sessions.exchange(token);
    await written();
    expect(open().model.sessions.exchange(token)).toBe("unknown");
  });

  it("forgets events after 90 days, as WorkOS does", async () => {
    const first = open();
    first.model.users.create({ email: "ada@example.com" });
    await written();
    const later = Date.UTC(2026, 0, 15) + 91 * 86_400_000;
    const { tables } = createModel({ now: () => later }, openJournal(file));
    expect([tables.events.size, tables.users.size]).toEqual([0, 1]);
  });
});

const NOWHERE = { ip_address: null, user_agent: null };
