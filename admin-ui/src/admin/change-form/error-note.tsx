import type { ReactNode } from "react";

import { text } from "../../text/text.js";
import type { FormFaults } from "./field-faults.js";

/** How many faults there are, and those that belong to no field. */
export function ErrorNote({ faults: { fields, others } }: { faults: FormFaults }): ReactNode {
  if (fields.length === 0 && others.length === 0) return null;
  return (
    <div className="error-note" role="alert" tabIndex={-1}>
      {fields.length > 0 && <p>{text.form.correct(fields.length)}</p>}
      {others.map((message) => (
        <p key={message}>{message}</p>
      ))}
    </div>
  );
}
