import type { Database } from "../../foundation/platform/database/database.js";

/** How long sightings are gathered before they are written. */
const delayMilliseconds = 5_000;

/**
 * Notes when sessions were last used. Gathers the notes and writes them together, so that no request waits for a write; a crash
 * loses some seconds of them, which only shortens a session's idle time.
 */
export class Sightings {
  private readonly sessionIds = new Set<string>();
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly database: Database,
    private readonly onError: (error: unknown) => void,
  ) {}

  /** Notes that a session is in use now. */
  add(sessionId: string): void {
    this.sessionIds.add(sessionId);
    this.timer ??= setTimeout(() => void this.flush(), delayMilliseconds).unref();
  }

  /** Writes what is noted. */
  async flush(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    const sessionIds = [...this.sessionIds];
    this.sessionIds.clear();
    if (sessionIds.length === 0) return;
    try {
      await this.database.execute(
        `UPDATE sessions SET last_seen_at = now() WHERE id = ANY($1) AND last_seen_at < now() - interval '1 minute'`,
        [sessionIds],
      );
    } catch (error) {
      this.onError(error);
    }
  }
}
