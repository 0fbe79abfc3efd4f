import type { Table } from "../schema/catalogue";
import { PendingWrites } from "./pendingWrites";
import type { StoreTransaction } from "./transaction";
import type { Batch } from "./types";
import { View } from "./view";

/** Opens a mutation on a view, with the writes that are pending already. */
type OpenMutation = (view: View, pending: PendingWrites, onClose: () => void) => StoreTransaction;

/** Mutations on one snapshot, each with the pending writes of those before it. */
export class StoreBatch implements Batch {
  readonly pending = new PendingWrites();
  readonly kept = new Set<StoreTransaction>();
  /** Tables made by the mutations kept. */
  readonly createdTables: Table[] = [];

  constructor(
    readonly view: View,
    private readonly open: OpenMutation,
    private readonly onClose: () => void,
    /** The commit it builds on, when that was still on its way to the disk. */
    readonly basis: { readonly failed: boolean } | null,
  ) {}

  mutation(): StoreTransaction {
    const { ts, catalogue, store } = this.view;
    const mark = this.pending.mark();
    let isOpen = true;
    const transaction: StoreTransaction = this.open(
      new View(ts, catalogue.with(this.createdTables), store),
      this.pending,
      () => {
        if (isOpen && !this.kept.has(transaction)) this.pending.rollback(mark);
        isOpen = false;
      },
    );
    return transaction;
  }

  keep(transaction: StoreTransaction): void {
    this.kept.add(transaction);
    this.createdTables.push(...transaction.createdTables);
  }

  close(): void {
    this.view.close();
    this.onClose();
  }
}
