import { Signal } from "../../foundation/kernel/signal.js";
import type { UserEvent } from "../authentication/authentication.signals.js";

/** What is told about recovery. */
export class RecoverySignals {
  /** A password was set with a mailed token. */
  readonly passwordReset: Signal<UserEvent>;
  /** Somebody who was invited has chosen their first password. */
  readonly invitationAccepted: Signal<UserEvent>;

  /** @param report hears of listeners that failed */
  constructor(report: (error: unknown, signal: string) => void) {
    this.passwordReset = new Signal("passwordReset", report);
    this.invitationAccepted = new Signal("invitationAccepted", report);
  }
}
