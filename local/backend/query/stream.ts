import { compileFilter } from "./filter";
import type { Operator } from "./queryJson";
import type { Row, RowSource } from "./source";

/**
 * Applies a query's operators to a source, in order.
 *
 * @param source rows before filters
 * @param operators filters and limits
 */
export function applyOperators(source: RowSource, operators: readonly Operator[]): RowSource {
  return operators.reduce(applyOperator, source);
}

function applyOperator(source: RowSource, operator: Operator): RowSource {
  return "limit" in operator
    ? limited(source, operator.limit)
    : filtered(source, compileFilter(operator.filter));
}

function limited(source: RowSource, limit: number): RowSource {
  let left = limit;
  return {
    next() {
      if (left <= 0) return null;
      left--;
      return source.next();
    },
    close: () => source.close(),
  };
}

function filtered(
  source: RowSource,
  passes: (value: Row["document"]["value"]) => boolean,
): RowSource {
  return {
    next() {
      for (let row = source.next(); row !== null; row = source.next()) {
        if (passes(row.document.value)) return row;
      }
      return null;
    },
    close: () => source.close(),
  };
}
