import type { Database } from "../../foundation/platform/database/database.js";
import type { HasherList, PasswordSummary } from "../passwords/hashers/hasher-list.js";

/** Tells staff what passwords are stored as, and nothing of the passwords. The only reader of records beside those who check them. */
export class PasswordSummariesService {
  private hashers: Promise<HasherList> | undefined;

  /** @param loadHashers makes the hashers that know the records; called when first needed */
  constructor(
    private readonly database: Database,
    private readonly loadHashers: () => Promise<HasherList>,
  ) {}

  /** What the passwords of some users are stored as, in their order; null where there is no user. One query. */
  async list(userIds: readonly string[]): Promise<(PasswordSummary | null)[]> {
    const hashers = await (this.hashers ??= this.loadHashers());
    const rows = await this.database.query<{ id: string; password: string }>("SELECT id, password FROM users WHERE id = ANY($1)", [
      userIds,
    ]);
    const byId = new Map(rows.map(({ id, password }) => [id, hashers.summarize(password)]));
    return userIds.map((id) => byId.get(id) ?? null);
  }
}
