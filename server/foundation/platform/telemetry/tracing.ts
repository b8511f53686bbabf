/** What a span tells beside its name and time. Never a secret, nor anything that people typed. */
export type SpanFacts = Readonly<Record<string, string | number | boolean>>;

/** A piece of work to be measured. */
export interface SpanStart {
  readonly name: string;
  /** `server` for what others asked for, `client` for what is asked of others, `consumer` for jobs. */
  readonly kind?: "server" | "client" | "consumer";
  /** W3C `traceparent` of whoever ordered the work, from outside of this process; rubbish is ignored. */
  readonly traceparent?: string | undefined;
  readonly facts?: SpanFacts;
}

/** A span that is being measured. */
export interface Span {
  /** Says more about it, and what it is called, once that is known. */
  tell(facts: SpanFacts, name?: string): void;
}

/** Follows work through the parts of the server. */
export interface Tracing {
  /** Whether anything is measured; where it costs something to describe a span, ask first. */
  readonly isOn: boolean;
  /** Measures work, as part of the work around it. A rejection marks the span as failed, without its message. */
  span<T>(start: SpanStart, work: (span: Span) => Promise<T>): Promise<T>;
  /** The id of the trace around the caller, 32 hexadecimal digits; null outside of one. */
  traceId(): string | null;
  /** How others continue the trace around the caller: a W3C `traceparent`; null outside of one. */
  traceparent(): string | null;
  /** Sends what has not been sent. */
  close(): Promise<void>;
}

/** Stands for a span that nobody measures. */
export const unmeasured: Span = { tell: () => undefined };

/** Where nobody follows. */
export const noTracing: Tracing = {
  isOn: false,
  span: async (_start, work) => work(unmeasured),
  traceId: () => null,
  traceparent: () => null,
  close: async () => undefined,
};
