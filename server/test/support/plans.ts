import { jest } from "@jest/globals";
import pg from "pg";
import type { Database } from "../../foundation/platform/database/database.js";

/** A step of a plan that reads a table. */
export interface PlanStep {
  /** As PostgreSQL calls it, such as `Seq Scan`. */
  readonly type: string;
  readonly table: string | undefined;
  readonly index: string | undefined;
}

interface PlanNode {
  readonly "Node Type": string;
  readonly "Relation Name"?: string;
  readonly "Index Name"?: string;
  readonly Plans?: readonly PlanNode[];
}

/** Runs work and gives the reading steps of the plans of all statements that it sent. */
export async function plansOf(database: Database, work: () => Promise<unknown>): Promise<PlanStep[]> {
  const steps: PlanStep[] = [];
  for (const { text, values } of await sentBy(work)) {
    const [row] = await database.query<{ "QUERY PLAN": readonly [{ Plan: PlanNode }] }>(`EXPLAIN (FORMAT JSON) ${text}`, values);
    if (row) steps.push(...stepsOf(row["QUERY PLAN"][0].Plan));
  }
  return steps;
}

/** The indexes that plans read, each once. */
export function indexesOf(steps: readonly PlanStep[]): string[] {
  return [...new Set(steps.flatMap(({ index }) => index ?? []))].sort();
}

/** The tables that plans read from end to end, each once. */
export function scannedTables(steps: readonly PlanStep[]): string[] {
  return [...new Set(steps.flatMap(({ type, table }) => (type === "Seq Scan" && table !== undefined ? table : [])))].sort();
}

function stepsOf(node: PlanNode): PlanStep[] {
  const own = { type: node["Node Type"], table: node["Relation Name"], index: node["Index Name"] };
  return [...(own.table !== undefined || own.index !== undefined ? [own] : []), ...(node.Plans ?? []).flatMap(stepsOf)];
}

async function sentBy(work: () => Promise<unknown>): Promise<{ text: string; values: readonly unknown[] }[]> {
  const spy = jest.spyOn(pg.Client.prototype, "query");
  try {
    await work();
    const configs = spy.mock.calls.map(([config]) => config as unknown as { text: string; values?: readonly unknown[] });
    return configs.filter(({ text }) => /^\s*(SELECT|WITH)/.test(text)).map(({ text, values = [] }) => ({ text, values }));
  } finally {
    spy.mockRestore();
  }
}
