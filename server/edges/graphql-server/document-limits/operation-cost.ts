import type { CostField, CostPlan, CostSelections } from "./cost-plan.js";

/**
 * What an operation may cost at most, by the pages it asks for. Roughly the number of objects in the answer:
 *
 * - a plain value costs 0, a total 10, an object 1, a mutation 10, a root of introspection 100;
 * - a list with `first` or `last` costs what one row costs, times the rows asked for (default 20, at most 200), and one with
 *   `ids` costs it times the ids;
 * - in a connection only its lists (`edges`, `nodes`) are multiplied; `pageInfo` and the connection itself count once,
 *   `edges` not at all;
 * - a list without page size counts as many rows as its field says to reckon with (`rows` in the extensions), at most as many as a page
 *   may have, or once: then it is a small closed set.
 *
 * `users(first: 50) { edges { node { id groups(first: 5) { nodes { name } } } } pageInfo { hasNextPage } }` costs
 * 1 + 50 × (1 + (1 + 5)) + 1 = 352.
 */
export function requestedCost(plan: CostPlan, variables: Readonly<Record<string, unknown>>): number {
  const known = new Map<CostSelections, Cost>();

  const costOf = (selections: CostSelections): Cost => {
    const value = known.get(selections);
    if (value !== undefined) return value;
    const total = { once: 0, perRow: 0 };
    for (const part of selections) {
      const cost = isGroup(part) ? costOf(part) : costOfField(part);
      total.once += cost.once;
      total.perRow += cost.perRow;
    }
    known.set(selections, total);
    return total;
  };
  const costOfField = (field: CostField): Cost => {
    const { once, perRow } = costOf(field.selections);
    const rows = field.pageSize?.rows(variables) ?? 1;
    if (!field.isList) return { once: field.weight + once + rows * perRow, perRow: 0 };
    const row = field.weight + once + perRow;
    return field.pageSize === undefined ? { once: 0, perRow: row } : { once: rows * row, perRow: 0 };
  };

  const { once, perRow } = costOf(plan.selections);
  return once + perRow;
}

/** Cost of a selection set: what counts once, and what counts for each row of the connection it may belong to. */
interface Cost {
  readonly once: number;
  readonly perRow: number;
}

/**
 * What an answer did cost: the same weights, over the objects that are really there. One walk over the data, in which no
 * step is taken that {@link requestedCost} did not count. Lists without page size count with their real length here.
 */
export function actualCost(plan: CostPlan, data: unknown): number {
  return costOfData(plan.selections, data);
}

function costOfData(selections: CostSelections, data: unknown): number {
  if (!isObject(data)) return 0;
  let total = 0;
  for (const part of selections) total += isGroup(part) ? costOfData(part, data) : costOfValue(part, data[part.key]);
  return total;
}

function costOfValue(field: CostField, value: unknown): number {
  if (value === null || value === undefined) return 0;
  if (!Array.isArray(value)) return field.weight + costOfData(field.selections, value);
  let total = 0;
  for (const item of value) total += costOfValue(field, item);
  return total;
}

function isGroup(part: CostField | CostSelections): part is CostSelections {
  return Array.isArray(part);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}
