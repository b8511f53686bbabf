import type { Database } from "../../foundation/platform/database/database.js";
import { openDatabase } from "../../foundation/platform/database/open-database.js";
import { newId } from "../../foundation/kernel/ids.js";
import { createLog } from "../../foundation/platform/log.js";
import { AuditService } from "../../modules/audit/audit.service.js";
import { LogSealingService } from "../../modules/audit/sealing/log-sealing.service.js";
import { type ChainHead, LogVerificationService } from "../../modules/audit/sealing/log-verification.service.js";
import { createTestDatabase } from "./test-database.js";

/** The request that all entries of these tests come from. */
export const source = { ipAddress: "192.0.2.1", addressPrefix: "192.0.2.1", userAgent: null, requestId: "request" };

/** A log of its own, used by several processes: each database here is a pool of its own. */
export interface SealingPlace {
  readonly url: string;
  readonly database: Database;
  readonly other: Database;
  /** One more, with new connections. */
  connect(): Promise<Database>;
  /** Writes entries named by the letters. */
  log(names: string, by?: Database): Promise<void>;
  seal(by?: Database, secretKeys?: readonly string[]): Promise<number>;
  verify(options?: { by?: Database; noted?: ChainHead | null; secretKeys?: readonly string[] }): ReturnType<typeof verifyLog>;
  /** The names of the sealed entries, in the order of their numbers. */
  sealed(): Promise<string>;
  close(): Promise<void>;
}

/** The key with which everything is sealed that does not say otherwise. */
export const sealingKey = "the key of the first year is long enough";

const keys = [sealingKey];

/** Makes a place with an empty log. */
export async function createSealingPlace(): Promise<SealingPlace> {
  const { url, namedStatements, drop } = await createTestDatabase();
  const options = { address: { url }, namedStatements, poolSize: 5, entities: [], migrations: [], log: createLog("silent") };
  const opened: Database[] = [];
  const connect = async () => {
    const database = await openDatabase(options);
    opened.push(database);
    return database;
  };
  const [database, other] = [await connect(), await connect()];
  return {
    url,
    database,
    other,
    connect,
    log: async (names, by = database) => {
      for (const name of names) await logOne(by, name);
    },
    seal: async (by = database, secretKeys = keys) => new LogSealingService(by, secretKeys).sealAll(),
    verify: async ({ by = database, noted = null, secretKeys = keys } = {}) => verifyLog(new LogVerificationService(by, secretKeys), noted),
    sealed: async () => {
      const rows = await database.query<{ name: string }>(
        "SELECT object_name AS name FROM log_seals JOIN log_entries ON log_entries.id = entry_id ORDER BY number",
      );
      return rows.map(({ name }) => name).join("");
    },
    close: async () => {
      for (const { dataSource } of opened) await dataSource.destroy();
      await drop();
    },
  };
}

async function logOne(database: Database, name: string): Promise<void> {
  const details = { changes: { rate: { from: 0.1, to: null }, "a name": { from: '\u00e4\n"', to: ["\u2028", 1e21] } } };
  const object = { type: "auth.user", id: newId(), name };
  await new AuditService(database).record({ action: "CHANGE", object, source, details });
}

async function verifyLog(verification: LogVerificationService, noted: ChainHead | null) {
  const faults: string[] = [];
  const onFault = ({ number, problem }: { number: number | null; problem: string }) => void faults.push(`${number ?? "-"} ${problem}`);
  const report = await verification.verify({ onFault, onProgress: () => undefined }, noted);
  return { ...report, faults };
}
