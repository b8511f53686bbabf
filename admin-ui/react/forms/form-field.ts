/** What was typed, by names of fields. */
export type TypedValues = Readonly<Record<string, string>>;

/** A line of a form. */
export interface FormField {
  /** What the input of the API calls it. */
  readonly name: string;
  readonly label: string;
  /** `new-password` shows the rules; plain text when absent. */
  readonly kind?: "email" | "password" | "new-password";
  /** What it is, for browsers and password managers: a token of the HTML standard. */
  readonly autoComplete: string;
  readonly isOptional?: boolean;
  /** What stands in it at first. */
  readonly initial?: string | undefined;
  /** Whether `initial` is right, most likely, so that the next field gets the focus. */
  readonly isKnown?: boolean;
  /** Name of the field that is typed again here. */
  readonly repeats?: string;
}
