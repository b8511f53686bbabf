import { setTimeout as delay } from "node:timers/promises";

import type { UserRecord } from "./user-record.js";

/** Whether somebody may do something to one object. */
export interface ObjectQuestion {
  /** As `app_label.codename`. */
  readonly permission: string;
  /** As the caller gave it: an id of your own system, or one of this API. It may be any text. */
  readonly objectId: string;
}

/** Who is asked about: an active user who is no superuser. */
export interface ObjectPermissionHolder {
  readonly user: UserRecord;
  /** Names of all permissions the user holds for all objects of a model; read once per request, when first asked for. */
  readonly permissions: () => Promise<ReadonlySet<string>>;
}

/**
 * Knows what users may do to single objects, as the object permissions of Django's backends. A permission for all objects of a
 * model gives nothing for a single one unless the source says so.
 */
export interface ObjectPermissionSource {
  /**
   * Answers questions, in their order. What one request asks at the same moment comes together, at most 1000 questions, each of
   * them once. Nothing but true allows; all are denied if it throws or takes longer than two seconds.
   */
  may(holder: ObjectPermissionHolder, questions: readonly ObjectQuestion[]): Promise<readonly boolean[]>;
}

/** Long for a query, short for whoever waits for the page. */
const patienceMilliseconds = 2_000;

/** Asks the source of an installation, and denies whatever it does not plainly allow. */
export class ObjectPermissions {
  /** @param report hears why a source failed */
  constructor(
    private readonly source: ObjectPermissionSource,
    private readonly report: (error: unknown) => void,
    private readonly patience = patienceMilliseconds,
  ) {}

  /** One answer per question, in their order. Never throws. */
  async ask(holder: ObjectPermissionHolder, questions: readonly ObjectQuestion[]): Promise<boolean[]> {
    try {
      const answers: readonly unknown[] = await this.beforeLong(this.source.may(holder, questions));
      if (answers.length === questions.length) return answers.map((answer) => answer === true);
      throw new Error(`the source of object permissions gave ${answers.length} answers to ${questions.length} questions`);
    } catch (error) {
      this.report(error);
      return questions.map(() => false);
    }
  }

  private async beforeLong<T>(answer: Promise<T>): Promise<T> {
    const answered = new AbortController();
    const late = delay(this.patience, undefined, { signal: answered.signal }).then(() => {
      throw new Error(`the source of object permissions took longer than ${this.patience} ms`);
    });
    try {
      return await Promise.race([answer, late]);
    } finally {
      answered.abort();
    }
  }
}
