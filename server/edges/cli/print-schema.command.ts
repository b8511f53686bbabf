import { writeFileSync } from "node:fs";

import { printSchemaWithDirectives } from "@graphql-tools/utils";
import { Command } from "commander";

import { buildSchema } from "../../resolvers.js";
import { CommandError, type CommandContext } from "./command.js";

/** `print-schema`: the GraphQL schema with its directives, as in schema.graphql. Needs neither settings nor a database. */
export function printSchemaCommand({ terminal }: CommandContext): Command {
  return new Command("print-schema")
    .description("Print the GraphQL schema in the schema definition language.")
    .option("--output <file>", "write it to a file instead of standard output")
    .action(async ({ output }: { output?: string }) => {
      const sdl = printSchemaWithDirectives(await buildSchema());
      if (output === undefined) terminal.print(sdl);
      else write(output, `${sdl}\n`);
    });
}

function write(file: string, text: string): void {
  try {
    writeFileSync(file, text);
  } catch (error) {
    throw new CommandError(`--output: ${(error as Error).message}`);
  }
}
