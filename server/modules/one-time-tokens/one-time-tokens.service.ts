import { newId } from "../../foundation/kernel/ids.js";
import { digestOf, newSecret, sameDigest, Signer } from "../../foundation/kernel/secrets.js";
import type { Database } from "../../foundation/platform/database/database.js";

/** What a new token is for. */
export interface TokenGrant {
  /** What the token allows; a token of one purpose is void for every other. */
  readonly purpose: string;
  /** Whose token it is. */
  readonly holderId: string;
  /** A text that must be the same when the token is used: whatever changes it voids the token. */
  readonly binding: string;
  readonly lifetimeSeconds: number;
}

/** A token that this server has issued for the purpose. */
export interface FoundToken {
  readonly id: string;
  readonly holderId: string;
  readonly state: "good" | "expired" | "used";
  readonly expiresAt: Date;
  readonly bindingDigest: Buffer;
}

/**
 * Secrets that are mailed and good once. The table holds digests only. A token carries a signature besides, so that guesses
 * are refused without asking the database.
 */
export class OneTimeTokensService {
  constructor(
    private readonly database: Database,
    private readonly secretKeys: readonly string[],
  ) {}

  /** Makes a token; the text is safe in URLs and exists nowhere else. */
  async issue({ purpose, holderId, binding, lifetimeSeconds }: TokenGrant): Promise<string> {
    const id = newId();
    const secret = newSecret();
    await this.database.execute(
      `INSERT INTO one_time_tokens (id, purpose, holder_id, secret_digest, binding_digest, expires_at)
       VALUES ($1, $2, $3, $4, $5, now() + make_interval(secs => $6))`,
      [id, purpose, holderId, digestOf(secret), digestOf(binding), lifetimeSeconds],
    );
    return this.signer(purpose).sign(`${id}.${secret}`);
  }

  /** Looks a token up without using it; undefined when it was never issued for this purpose. */
  async find(purpose: string, token: string): Promise<FoundToken | undefined> {
    const [id, secret] = this.signer(purpose).verify(token)?.split(".") ?? [];
    if (id === undefined || secret === undefined) return undefined;
    const [row] = await this.database.query<TokenRow>(
      `SELECT id, holder_id, secret_digest, binding_digest, expires_at,
              CASE WHEN used_at IS NOT NULL THEN 'used' WHEN expires_at <= now() THEN 'expired' ELSE 'good' END AS state
       FROM one_time_tokens WHERE id = $1 AND purpose = $2`,
      [id, purpose],
    );
    if (!row || !sameDigest(row.secret_digest, digestOf(secret))) return undefined;
    return { id: row.id, holderId: row.holder_id, state: row.state, expiresAt: row.expires_at, bindingDigest: row.binding_digest };
  }

  /** Whether what the token was bound to is still the same. */
  isBoundTo(token: FoundToken, binding: string): boolean {
    return sameDigest(token.bindingDigest, digestOf(binding));
  }

  /**
   * Uses the token up. Of any number of callers at once exactly one gets true; the others wait for its transaction to end.
   */
  async consume(token: FoundToken): Promise<boolean> {
    const used = await this.database.execute(
      "UPDATE one_time_tokens SET used_at = now() WHERE id = $1 AND used_at IS NULL AND expires_at > now()",
      [token.id],
    );
    return used === 1;
  }

  /** Voids all tokens of a holder for a purpose that were not used. */
  async voidAll(purpose: string, holderId: string): Promise<void> {
    await this.database.execute("DELETE FROM one_time_tokens WHERE holder_id = $1 AND purpose = $2 AND used_at IS NULL", [
      holderId,
      purpose,
    ]);
  }

  /** Removes tokens a day after their end; until then a used one can be told from an unknown one. */
  async sweep(): Promise<number> {
    return this.database.execute("DELETE FROM one_time_tokens WHERE expires_at < now() - interval '1 day'");
  }

  private signer(purpose: string): Signer {
    return new Signer(this.secretKeys, `one-time-token:${purpose}`);
  }
}

interface TokenRow {
  readonly id: string;
  readonly holder_id: string;
  readonly secret_digest: Buffer;
  readonly binding_digest: Buffer;
  readonly expires_at: Date;
  readonly state: FoundToken["state"];
}
