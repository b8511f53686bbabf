import { AsyncLocalStorage } from "node:async_hooks";

import type { Client, Pool, QueryConfig, QueryResult, QueryResultRow } from "pg";
import type { DataSource, EntityManager, QueryRunner } from "typeorm";

import { noTracing, type SpanStart, type Tracing } from "../telemetry/tracing.js";
import { isRetryable } from "./database-errors.js";
import type { ReadScope, Replicas } from "./replicas.js";

/** A statement with a name is prepared once per connection; use it where the same text runs very often. */
export interface Statement {
  readonly name?: string;
  readonly text: string;
}

/** What a {@link Database} is made of beside its data source. */
export interface DatabaseOptions {
  readonly onAfterCommitError: (error: unknown) => void;
  readonly namedStatements: boolean;
  readonly replicas?: Replicas;
  /** Nothing is traced when absent. */
  readonly tracing?: Tracing;
}

/** Reads as {@link Database.queryList}. */
export type ListReader = <Row extends QueryResultRow>(statement: Statement | string, values?: readonly unknown[]) => Promise<Row[]>;

interface Transaction {
  readonly runner: QueryRunner;
  readonly afterCommit: (() => void | Promise<void>)[];
}

/** How often a transaction is run again after a deadlock or serialisation failure. */
const maxAttempts = 4;

/**
 * The database, with ambient transactions: whatever runs inside {@link Database.atomic} takes part in its transaction
 * without being handed anything.
 */
export class Database {
  private readonly ambient = new AsyncLocalStorage<Transaction>();
  private readonly readScopes = new AsyncLocalStorage<ReadScope>();
  /** Transactions under way. */
  private underWay = 0;

  private readonly tracing: Tracing;

  constructor(
    readonly dataSource: DataSource,
    private readonly options: DatabaseOptions,
  ) {
    this.tracing = options.tracing ?? noTracing;
  }

  /** How many connections there are, how many of them nobody uses, and how many callers wait for one. */
  get connections(): { readonly total: number; readonly idle: number; readonly waiting: number } {
    const { totalCount, idleCount, waitingCount } = this.pool;
    return { total: totalCount, idle: idleCount, waiting: waitingCount };
  }

  /** TypeORM's manager: of the surrounding transaction if there is one. */
  get manager(): EntityManager {
    return this.ambient.getStore()?.runner.manager ?? this.dataSource.manager;
  }

  /**
   * Runs work in one transaction. Inside another one it is a savepoint: its failure undoes only its own work, if the caller
   * catches it. The outermost work may run several times, when PostgreSQL reports a deadlock or a serialisation failure; it
   * must not touch anything but the database.
   */
  async atomic<T>(work: () => Promise<T>): Promise<T> {
    const outer = this.ambient.getStore();
    if (outer) return this.withSavepoint(outer, work);
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.withTransaction(work);
      } catch (error) {
        if (attempt >= maxAttempts || !isRetryable(error)) throw error;
      }
    }
  }

  /**
   * Has work done once the outermost transaction is committed, never after a rollback; at once when there is none. A failure is
   * logged and reaches nobody, because the change has happened.
   */
  onCommit(work: () => void | Promise<void>): void {
    const transaction = this.ambient.getStore();
    if (transaction) transaction.afterCommit.push(work);
    else void this.runAfterCommit([work]);
  }

  /** Runs work outside of the surrounding transaction, on connections of its own. */
  async apart<T>(work: () => Promise<T>): Promise<T> {
    return this.ambient.exit(work);
  }

  /** Runs SQL and gives its rows; takes part in the surrounding transaction. Nothing passes through the ORM. */
  async query<Row extends QueryResultRow>(statement: Statement | string, values: readonly unknown[] = []): Promise<Row[]> {
    return (await this.run<Row>(statement, values)).rows;
  }

  /** Runs SQL that changes rows and gives how many it changed. */
  async execute(statement: Statement | string, values: readonly unknown[] = []): Promise<number> {
    return (await this.run(statement, values)).rowCount ?? 0;
  }

  /** As {@link Database.query}, for lists that people look at and nothing decides by: a replica may answer inside {@link Database.reading}. */
  async queryList<Row extends QueryResultRow>(statement: Statement | string, values: readonly unknown[] = []): Promise<Row[]> {
    return this.listReader()<Row>(statement, values);
  }

  /** {@link Database.queryList} of this request, for what goes on outside of it, such as a file that is written as it is sent. */
  listReader(): ListReader {
    const { replicas } = this.options;
    const scope = this.ambient.getStore() ? undefined : this.readScopes.getStore();
    return async <Row extends QueryResultRow>(statement: Statement | string, values: readonly unknown[] = []) => {
      const rows = scope?.mayLag ? await replicas?.query<Row>(scope, this.configOf(statement, values)) : undefined;
      return rows ?? this.query<Row>(statement, values);
    };
  }

  /** Runs the work of a request whose lists may be read from replicas, as far as its scope allows. */
  async reading<T>(scope: ReadScope, work: () => Promise<T>): Promise<T> {
    return this.options.replicas ? this.readScopes.run(scope, work) : work();
  }

  /** Begins to look after the replicas, before which none is read. False when there are none. */
  async followReplicas(): Promise<boolean> {
    await this.options.replicas?.follow();
    return this.options.replicas !== undefined;
  }

  /** Disconnects. */
  async close(): Promise<void> {
    await this.options.replicas?.close();
    await this.dataSource.destroy();
  }

  /** The one place that decides whether a statement keeps its name. */
  private configOf(statement: Statement | string, values: readonly unknown[]): QueryConfig {
    const { name, text } = asStatement(statement);
    return { ...(name !== undefined && this.options.namedStatements && { name }), text, values: [...values] };
  }

  private async run<Row extends QueryResultRow>(statement: Statement | string, values: readonly unknown[]): Promise<QueryResult<Row>> {
    const config = this.configOf(statement, values);
    const runner = this.ambient.getStore()?.runner;
    const client = runner ? ((await runner.connect()) as Client) : this.pool;
    if (!this.tracing.isOn) return client.query<Row>(config);
    return this.tracing.span(spanOf(statement), async () => client.query<Row>(config));
  }

  private get pool(): Pool {
    return (this.dataSource.driver as unknown as { master: Pool }).master;
  }

  private async withTransaction<T>(work: () => Promise<T>): Promise<T> {
    const runner = this.dataSource.createQueryRunner();
    const transaction: Transaction = { runner, afterCommit: [] };
    try {
      await runner.startTransaction();
      const result = await this.tracing.span({ name: "transaction" }, async () => this.within(transaction, work));
      await runner.commitTransaction();
      await this.runAfterCommit(transaction.afterCommit);
      return result;
    } catch (error) {
      if (runner.isTransactionActive) await runner.rollbackTransaction().catch(() => undefined);
      throw error;
    } finally {
      await runner.release();
    }
  }

  private async within<T>(transaction: Transaction, work: () => Promise<T>): Promise<T> {
    this.underWay++;
    try {
      return await this.ambient.run(transaction, work);
    } finally {
      // While a store is in use, Node before 24 does more for each promise of the process: a tenth of a session check.
      if (--this.underWay === 0) this.ambient.disable();
    }
  }

  private async withSavepoint<T>({ runner, afterCommit }: Transaction, work: () => Promise<T>): Promise<T> {
    const commitsBefore = afterCommit.length;
    await runner.startTransaction();
    try {
      const result = await work();
      await runner.commitTransaction();
      return result;
    } catch (error) {
      afterCommit.length = commitsBefore;
      await runner.rollbackTransaction().catch(() => undefined);
      throw error;
    }
  }

  /** Outside the ambient transaction, which is over: its connection may already serve somebody else. */
  private async runAfterCommit(works: readonly (() => void | Promise<void>)[]): Promise<void> {
    await this.ambient.exit(async () => {
      for (const work of works) {
        try {
          await work();
        } catch (error) {
          this.options.onAfterCommitError(error);
        }
      }
    });
  }
}

function asStatement(statement: Statement | string): Statement {
  return typeof statement === "string" ? { text: statement } : statement;
}

/** Tells the name of a statement, or its verb, and nothing else: texts may be long, and values are nobody's business. */
function spanOf(statement: Statement | string): SpanStart {
  const { name, text } = asStatement(statement);
  const verb = /^\W*(\w+)/.exec(text)?.[1]?.toUpperCase() ?? "statement";
  return {
    name: name ?? verb,
    kind: "client",
    facts: { "db.system.name": "postgresql", "db.operation.name": verb, ...(name !== undefined && { "gatehouse.statement": name }) },
  };
}
