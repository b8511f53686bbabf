import { Command, InvalidArgumentError } from "commander";

import type { ChainHead, LogFault, VerificationReport } from "../../modules/audit/sealing/log-verification.service.js";
import { CommandError, type CommandContext } from "./command.js";
import { garbageCollector } from "./garbage-collector.js";
import { withSystem } from "./installation.js";

interface AuditVerifyOptions {
  readonly head?: ChainHead;
  readonly limit: number;
}

const moreHelp = `
Whoever has the database can cut off the end of the log, and it does not show by
itself. So note the head that this command prints, outside of the database, and
give it back with --head next time. If every entry is told to be changed, look
whether GATEHOUSE_SECRET_KEYS still has all keys that the server had.`;

/** Entries are sealed every minute; whatever waits longer than this is told, in seconds. */
const longWait = 5 * 60;

/** `audit verify`: tells whether the log is whole. Works beside a running server, and changes nothing. */
export function auditVerifyCommand(context: CommandContext): Command {
  return new Command("verify")
    .description("Look for gaps and edits in the log. Ends with code 1 when there is one.")
    .option("--head <number:digest>", "a head that was printed earlier, and must still be in the log", parseHead)
    .option("--limit <number>", "how many faults to tell one by one", parseLimit, 100)
    .addHelpText("after", moreHelp)
    .action(async (options: AuditVerifyOptions) => verify(options, context));
}

/** Entries after which memory is tidied up. */
const tidyEvery = 10_000;

async function verify({ head, limit }: AuditVerifyOptions, context: CommandContext): Promise<void> {
  const { terminal } = context;
  const collectGarbage = garbageCollector();
  let faults = 0;
  const listener = {
    onFault: (fault: LogFault) => {
      if (++faults <= limit) terminal.complain(describeFault(fault));
    },
    onProgress: (checked: number) => {
      terminal.progress(`${checked} entries checked …`);
      if (checked % tidyEvery === 0) collectGarbage();
    },
  };
  const report = await withSystem(context, async ({ logVerification }) => logVerification.verify(listener, head));
  terminal.progress("");
  for (const line of describeReport(report)) terminal.print(line);
  if (report.waiting.seconds > longWait)
    terminal.complain("Warning: entries wait for more than some minutes. A running server seals them; is there one?");
  if (faults > limit) terminal.complain(`… and ${faults - limit} more.`);
  if (faults > 0) throw new CommandError(`The log is not whole: ${faults} ${faults === 1 ? "fault" : "faults"}.`);
  terminal.print("Nothing is missing or changed.");
}

function describeFault({ number, entryId, problem }: LogFault): string {
  return [number === null ? [] : `number ${number}`, entryId === null ? [] : `entry ${entryId}`].flat().join(", ") + `: ${problem}`;
}

function describeReport({ checked, head, waiting }: VerificationReport): string[] {
  const since = waiting.since === null ? "" : `, the first since ${waiting.since.toISOString()}`;
  return [
    `Entries with a number: ${checked}. Waiting for one: ${waiting.count}${since}.`,
    head === null ? "Head: none yet." : `Head: ${head.number}:${head.digest}`,
  ];
}

function parseHead(text: string): ChainHead {
  const [, number, digest] = /^(\d{1,15}):([0-9a-f]{64})$/.exec(text) ?? [];
  if (number === undefined || digest === undefined) throw new InvalidArgumentError("Write it as `audit verify` prints it.");
  return { number: Number(number), digest };
}

function parseLimit(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError("Give a number from 0.");
  return Number(text);
}
