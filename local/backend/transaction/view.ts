import type { Catalogue } from "../schema/catalogue";
import type { StoreSnapshot } from "../store/store";
import type { Snapshot } from "./types";

/** A snapshot of the store with the catalogue that was valid at that moment. */
export class View implements Snapshot {
  constructor(
    readonly ts: bigint,
    readonly catalogue: Catalogue,
    readonly store: StoreSnapshot,
  ) {}

  close(): void {
    this.store.close();
  }
}
