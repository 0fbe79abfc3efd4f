/** A request that was not carried out; answered as `{code, message}`, as Convex does. */
export class HttpError extends Error {
  override readonly name = "HttpError";

  /** @param code Stable name of the cause, in Convex's style: `BadJsonBody`. */
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}
