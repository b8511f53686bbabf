/** Who makes a change, as it is kept in the log: readable even when the account is gone. */
export interface Actor {
  readonly id: string;
  /** The username at that time. */
  readonly name: string;
}
