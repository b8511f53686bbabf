import { jest } from "@jest/globals";
import pg from "pg";

/** Runs work and gives the SQL statements it sent, but for those of the job queue and of transactions. */
export async function statementsOf(work: () => Promise<unknown>): Promise<string[]> {
  const spy = jest.spyOn(pg.Client.prototype, "query");
  try {
    await work();
    return spy.mock.calls.map(([statement]) => textOf(statement)).filter((text) => !/\bjobs\.|^(BEGIN|COMMIT|START|ROLLBACK)/.test(text));
  } finally {
    spy.mockRestore();
  }
}

function textOf(statement: unknown): string {
  return typeof statement === "string" ? statement : ((statement as { readonly text?: string }).text ?? "");
}
