import type { ReactNode } from "react";

import { text } from "../../text/text.js";
import { showMoment } from "../date-time/show-moment.js";
import { readTypedMoment } from "../date-time/typed-moment.js";
import type { FieldDescription, FieldValue } from "../form-description.js";
import { Icon } from "../frame/icon.js";
import { useFormSurroundings } from "./form-context.js";
import { isChoices, isMoment } from "./form-values.js";

/** What a field holds, for people who may not change it. */
export function ReadOnlyValue({ field }: { field: FieldDescription }): ReactNode {
  const { object, canChange } = useFormSurroundings();
  if (field.widget === "display") return object && <field.Display object={object} canChange={canChange} />;
  return (
    <div className="readonly">
      <ShownValue value={object?.values[field.name] ?? ""} />
    </div>
  );
}

/** A value for reading: icons for yes and no, a dash for nothing. */
export function ShownValue({ value }: { value: FieldValue }): ReactNode {
  if (typeof value === "boolean") return <Icon name={value ? "yes" : "no"} label={value ? text.list.yes : text.list.no} />;
  return showValue(value) || text.list.empty;
}

function showValue(value: Exclude<FieldValue, boolean>): string {
  if (isChoices(value)) return value.map(({ label }) => label).join(", ");
  if (!isMoment(value)) return value;
  const read = readTypedMoment(value);
  return "iso" in read && read.iso !== null ? showMoment(read.iso) : "";
}
