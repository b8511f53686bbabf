import { ArrayMaxSize, MaxLength } from "class-validator";
import { Field, InputType, registerEnumType } from "type-graphql";

import { UserFilter } from "../accounts/user-filter.inputs.js";
import { UserOrder } from "../accounts/users.inputs.js";
import { LogEntryFilter } from "../audit/log-entries.inputs.js";
import type { ExportFormat, LogEntryExportRequest, UserExportRequest } from "./export-order.js";

const ExportFormatEnum = { CSV: "CSV", JSON_LINES: "JSON_LINES" } as const;

registerEnumType(ExportFormatEnum, {
  name: "ExportFormat",
  description: "How a list is written. New values may be added.",
  valuesConfig: {
    CSV: {
      description:
        "RFC 4180 with a line of names, UTF-8, times in ISO 8601 UTC. A cell that a spreadsheet would take for a formula begins with " +
        "an apostrophe, and so does one that begins with an apostrophe.",
    },
    JSON_LINES: { description: "One JSON object a line, UTF-8." },
  },
});

@InputType({ description: "Which users to write, and how; as in `users`." })
export class ExportUsersInput implements UserExportRequest {
  @Field(() => ExportFormatEnum, { description: "How to write them." })
  format!: ExportFormat;

  @Field(() => UserFilter, { nullable: true, description: "Which users; all when absent." })
  filter?: UserFilter | null;

  @Field(() => String, { nullable: true, description: "Words that must all occur in username, names or address." })
  @MaxLength(1000)
  search?: string | null;

  @Field(() => [UserOrder], { nullable: true, description: "What to sort by; by username when absent." })
  @ArrayMaxSize(10)
  orderBy?: UserOrder[] | null;
}

@InputType({ description: "Which entries of the log to write, and how; as in `logEntries`, newest first." })
export class ExportLogEntriesInput implements LogEntryExportRequest {
  @Field(() => ExportFormatEnum, { description: "How to write them." })
  format!: ExportFormat;

  @Field(() => LogEntryFilter, { nullable: true, description: "Which entries; all when absent." })
  filter?: LogEntryFilter | null;
}
