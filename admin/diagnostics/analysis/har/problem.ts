/** Why a file cannot be read, in words for the person who dropped it. */
export class HarProblem extends Error {
  override readonly name = "HarProblem";
}
