import { getResponse, http, HttpResponse } from "msw";
import type { SetupServer } from "msw/node";
import { workosHandlers } from "../../../local/workos/handlers";
import type { Model } from "../../../local/workos/model/model";

export const WORKOS_URL = "https://api.workos.com";

/** The way to WorkOS's API: answers can be held back, and are then older than they look. */
export class Wire {
  private whenFree = Promise.resolve();
  private free: (() => void) | null = null;
  private onWaiting = (): void => undefined;
  private listsUsers = true;

  /** @param server listens already: functions keep the `fetch` they are loaded with */
  constructor(server: SetupServer, model: Model) {
    const handlers = workosHandlers(model, { baseUrl: WORKOS_URL });
    server.resetHandlers(
      http.all(`${WORKOS_URL}/*`, async ({ request }) => {
        if (!this.listsUsers && new URL(request.url).pathname === "/user_management/users")
          return new HttpResponse("", { status: 503 });
        const answer = await getResponse(handlers, request);
        this.onWaiting();
        await this.whenFree;
        return answer;
      }),
    );
  }

  get isHeld(): boolean {
    return this.free !== null;
  }

  /** Holds every answer back from now on. Resolves when the first one waits. */
  hold(): Promise<void> {
    if (this.free === null) this.whenFree = new Promise((resolve) => (this.free = resolve));
    return new Promise((resolve) => (this.onWaiting = resolve));
  }

  /** Has every request for the list of users fail from now on; questions about one are answered. */
  closeListing(): void {
    this.listsUsers = false;
  }

  letGo(): void {
    this.free?.();
    this.free = null;
  }
}
