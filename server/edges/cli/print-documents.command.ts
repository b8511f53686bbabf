import { readFileSync } from "node:fs";

import { Command } from "commander";

import { builtFile } from "../http/built-file.js";
import { CommandError, type CommandContext } from "./command.js";
import { printText } from "./print-text.js";

/**
 * `print-documents`: the GraphQL documents that our pages send, as GATEHOUSE_GRAPHQL_ALLOWED_DOCUMENTS wants them. Needs neither settings
 * nor a database.
 */
export function printDocumentsCommand({ terminal }: CommandContext): Command {
  return new Command("print-documents")
    .description("Print the GraphQL documents of the admin console and the account pages, for GATEHOUSE_GRAPHQL_ALLOWED_DOCUMENTS.")
    .option("--output <file>", "write them to a file instead of standard output")
    .action(({ output }: { output?: string }) => {
      const file = builtFile("documents/pages.json");
      if (file === undefined) throw new CommandError("This installation has no pages, and so no documents of theirs.");
      printText(terminal, readFileSync(file, "utf8"), output);
    });
}
