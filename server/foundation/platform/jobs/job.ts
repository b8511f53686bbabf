/** The name of a kind of work that is done later, tied to the type of what it needs to know. */
export interface Job<Data extends object> {
  readonly name: string;
  /** Only for the compiler: keeps the type of the data with the name. */
  readonly data?: Data;
}

/** Names a job. The data is stored as JSON until the job is done: it must hold no secret. */
export function defineJob<Data extends object>(name: string): Job<Data> {
  return { name };
}
