import { readEnvironment } from "../../foundation/platform/settings/load-settings.js";
import { runProgram } from "./program.js";
import { createTerminal } from "./terminal.js";

process.exitCode = await runProgram(process.argv.slice(2), { terminal: createTerminal(), environment: readEnvironment() });
