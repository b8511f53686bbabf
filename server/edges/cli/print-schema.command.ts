import { printSchemaWithDirectives } from "@graphql-tools/utils";
import { Command } from "commander";

import { buildSchema } from "../../resolvers.js";
import type { CommandContext } from "./command.js";
import { printText } from "./print-text.js";

/** `print-schema`: the GraphQL schema with its directives, as in schema.graphql. Needs neither settings nor a database. */
export function printSchemaCommand({ terminal }: CommandContext): Command {
  return new Command("print-schema")
    .description("Print the GraphQL schema in the schema definition language.")
    .option("--output <file>", "write it to a file instead of standard output")
    .action(async ({ output }: { output?: string }) => {
      printText(terminal, printSchemaWithDirectives(await buildSchema()), output);
    });
}
