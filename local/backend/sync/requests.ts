import type { Credentials } from "../auth/credentials";
import type { FunctionCall, MutationOutcome, Runtime } from "../runtime/types";
import type { Connection } from "./connection";
import type { FunctionRequest } from "./messages";
import { MutationQueue } from "./mutationQueue";
import { encodeActionResponse, encodeMutationResponse } from "./responses";

/** Requests of one client that may be unanswered before its socket is read no further. */
const MAX_OUTSTANDING = 1000;

/** Where a client's requests run and what to do about them. */
export interface RequestHost {
  readonly runtime: Pick<Runtime, "runMutation" | "runAction">;
  /** The newest commit's timestamp, nanoseconds. */
  latestTs(): bigint;
  /** A mutation's answer has just been sent. */
  mutationAnswered(outcome: MutationOutcome): void;
  /** The runtime itself failed: whether the request took effect is unknown. */
  crashed(error: unknown): void;
}

/** One client's mutations (one after another) and actions (at the same time). */
export class Requests {
  #runningActions = 0;
  #stopped = false;
  readonly #mutations: MutationQueue;

  constructor(
    private readonly connection: Connection,
    private readonly host: RequestHost,
  ) {
    this.#mutations = new MutationQueue(() => host.latestTs());
  }

  /** See {@link MutationQueue.runningSinceTs}. */
  get mutatingSinceTs(): bigint | null {
    return this.#mutations.runningSinceTs;
  }

  /** @param sessionId With the request's id, names the mutation so that a repeat changes nothing. */
  mutate(request: FunctionRequest, credentials: Credentials, sessionId: string): void {
    const { requestId } = request;
    const call = this.#callOf(request, credentials);
    this.#mutations.push(async () => {
      try {
        const outcome = await this.host.runtime.runMutation(call, { sessionId, requestId });
        return () => {
          this.#answer(encodeMutationResponse(requestId, outcome));
          this.host.mutationAnswered(outcome);
        };
      } catch (error) {
        return () => this.host.crashed(error);
      }
    });
    this.#limit();
  }

  act(request: FunctionRequest, credentials: Credentials): void {
    this.#runningActions += 1;
    this.#limit();
    this.host.runtime.runAction(this.#callOf(request, credentials)).then(
      (outcome) => {
        this.#runningActions -= 1;
        this.#answer(encodeActionResponse(request.requestId, outcome));
      },
      (error: unknown) => this.host.crashed(error),
    );
  }

  /** The client is gone: nothing more begins, and nobody is answered. */
  stop(): void {
    this.#stopped = true;
    this.#mutations.clear();
  }

  get #outstanding(): number {
    return this.#mutations.length + this.#runningActions;
  }

  #limit(): void {
    if (this.#outstanding >= MAX_OUTSTANDING) this.connection.pauseReading();
  }

  #answer(response: string): void {
    if (this.#stopped) return;
    this.connection.send(response);
    if (this.#outstanding < MAX_OUTSTANDING) this.connection.resumeReading();
  }

  #callOf({ udfPath, args }: FunctionRequest, credentials: Credentials): FunctionCall {
    const { caller, identity, token } = credentials;
    const { client } = this.connection;
    const request = token === undefined ? client : { ...client, authToken: token };
    return { path: udfPath, args, caller, identity, request };
  }
}
