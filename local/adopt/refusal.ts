/** Why nothing is done, in a sentence that says what to do about it. */
export class Refusal extends Error {
  override name = "Refusal";
}
