import { writeFileSync } from "node:fs";

import { Command } from "commander";
import { printSchemaWithDirectives } from "@graphql-tools/utils";

import { buildSchema } from "../../composition.js";
import { run } from "../../run.js";

const program = new Command("gatehouse");
program.command("start").action(run);
program
  .command("print-schema")
  .option("--output <file>")
  .action(async ({ output }: { output?: string }) => {
    const sdl = printSchemaWithDirectives(await buildSchema());
    if (output === undefined) process.stdout.write(`${sdl}\n`);
    else writeFileSync(output, `${sdl}\n`);
  });
await program.parseAsync();
