import { describe, expect, it } from "vitest";
import { browserFacts, thisBrowser, type Surroundings } from "./browserFacts";

class MemoryStorage implements Storage {
  readonly #items = new Map<string, string>();
  constructor(keys: readonly string[] = []) {
    for (const key of keys) this.#items.set(key, "s3cret");
  }
  get length() {
    return this.#items.size;
  }
  clear() {
    this.#items.clear();
  }
  getItem(key: string) {
    return this.#items.get(key) ?? null;
  }
  key(index: number) {
    return [...this.#items.keys()][index] ?? null;
  }
  removeItem(key: string) {
    this.#items.delete(key);
  }
  setItem(key: string, value: string) {
    this.#items.set(key, value);
  }
}

const refused = (): Storage => {
  throw new DOMException("denied", "SecurityError");
};

function browser(changes: Partial<Surroundings> = {}): Surroundings {
  const [local, session] = [new MemoryStorage(), new MemoryStorage()];
  return {
    hostname: "app.example.com",
    origin: "https://app.example.com",
    userAgent: "Chrome",
    cookies: { enabled: true, text: () => "" },
    localStorage: () => local,
    sessionStorage: () => session,
    isSecureContext: true,
    hasCrypto: true,
    ...changes,
  };
}

describe("a browser where all is well", () => {
  it("keeps storage and cookies", () => {
    expect(browserFacts(browser())).toMatchObject({
      cookiesEnabled: true,
      localStorageWritable: true,
      sessionStorageWritable: true,
      cryptoSubtle: true,
      verifiers: 0,
      sessionHints: 0,
      refreshTokenInLocalStorage: false,
    });
  });

  it("is left as it was found", () => {
    const storage = new MemoryStorage(["mine"]);
    browserFacts(browser({ localStorage: () => storage }));
    expect(storage.key(0)).toBe("mine");
    expect(storage.length).toBe(1);
  });

  it("is the one the tests run in, too", () => {
    expect(browserFacts(thisBrowser()).localStorageWritable).toBe(true);
  });
});

describe("what a browser can refuse", () => {
  it.each<[string, Partial<Surroundings>, object]>([
    ["storage", { localStorage: refused }, { localStorageWritable: false }],
    [
      "session storage",
      { sessionStorage: refused },
      { sessionStorageWritable: false, verifiers: 0 },
    ],
    [
      "cookies",
      {
        cookies: {
          enabled: true,
          text: () => {
            throw new DOMException("denied", "SecurityError");
          },
        },
      },
      { sessionHints: 0 },
    ],
    ["cryptography", { hasCrypto: false, isSecureContext: false }, { cryptoSubtle: false }],
  ])("%s", (_what, changes, expected) => {
    expect(browserFacts(browser(changes))).toMatchObject(expected);
  });
});

describe("traces of signing in", () => {
  it("are counted, and their values stay where they are", () => {
    const facts = browserFacts(
      browser({
        cookies: {
          enabled: true,
          text: () =>
            "workos-has-session=1; workos-has-session=2; wos-auth-verifier-ab12=s3cret; a=b",
        },
        localStorage: () => new MemoryStorage(["workos:refresh-token:client_01"]),
        sessionStorage: () => new MemoryStorage(["workos:code-verifier"]),
      }),
    );
    expect(facts).toMatchObject({
      sessionHints: 2,
      verifiers: 2,
      refreshTokenInLocalStorage: true,
    });
    expect(JSON.stringify(facts)).not.toContain("s3cret");
  });

  it("cuts a user agent of any length", () => {
    expect(browserFacts(browser({ userAgent: "x".repeat(5000) })).browser).toHaveLength(300);
  });
});
