import { availableParallelism, loadavg } from "node:os";

import { Command, InvalidArgumentError } from "commander";

import { loadSettings } from "../../foundation/platform/settings/load-settings.js";
import {
  Calibration,
  type CalibrationWish,
  type CheckTime,
  chooseBcryptCost,
  leastBcryptCost,
  type Recommendation,
  recommend,
  type Throughput,
} from "../../modules/passwords/hashing/calibration.js";
import type { HasherSource } from "../../modules/passwords/hashing/hashing-task.js";
import { hashingOptions } from "../../parts-of-settings.js";
import type { CommandContext } from "./command.js";

interface CalibrateOptions {
  readonly target: number;
  readonly wait: number;
  readonly seconds: number;
}

const moreHelp = `
Let nothing else run on the machine meanwhile. Several servers on one machine
share its processors: divide threads and queue by their number.`;

/** `calibrate`: measures password hashing on this machine and recommends settings. Needs no database and changes nothing. */
export function calibrateCommand(context: CommandContext): Command {
  return new Command("calibrate")
    .description("Measure how fast this machine hashes passwords, and recommend settings.")
    .option("--target <milliseconds>", "the most that one check of a password should take", parsePositive, 250)
    .option("--wait <seconds>", "the longest that somebody should wait for it when many log in", parsePositive, 3.5)
    .option("--seconds <seconds>", "how long each measurement takes", parsePositive, 1)
    .addHelpText("after", moreHelp)
    .action(async (options: CalibrateOptions) => calibrate(options, context));
}

/** As many as there are, and as the setting allows threads. */
const processors = Math.min(availableParallelism(), 64);

async function calibrate({ target, wait, seconds }: CalibrateOptions, context: CommandContext): Promise<void> {
  const { terminal, environment, replacements = {} } = context;
  const [load = 0] = loadavg();
  if (load > processors / 2) {
    terminal.complain(`Warning: other programs keep the processors busy (load ${load.toFixed(1)}); measure again when they do not.`);
  }
  // A machine is measured before there is anything that production demands.
  const { hashers, threadFile } = hashingOptions(loadSettings({ ...environment, NODE_ENV: undefined }), replacements);
  const calibration = new Calibration({ hashers, ...(threadFile && { threadFile }) }, seconds);
  const wish = { targetMilliseconds: target, longestWaitSeconds: wait };
  const preferred = hashers[0] ?? "bcrypt_sha256";

  terminal.progress("measuring one password …");
  const times = await measureTimes(calibration, hashers, wish);
  const bcryptCost = preferred === "bcrypt_sha256" ? chooseBcryptCost(times, wish) : null;
  const measured: Throughput[] = [];
  for (const threads of threadCounts()) {
    terminal.progress(`measuring ${threads} of ${processors} threads …`);
    measured.push(await calibration.throughputOf(preferred, bcryptCost ?? leastBcryptCost, threads));
  }
  terminal.progress("");
  const lines = [...describeTimes(times, preferred, bcryptCost), ...describeThroughput(measured)];
  for (const line of [...lines, ...describeRecommendation(recommend(measured, wish), bcryptCost)]) terminal.print(line);
}

/** The first hasher makes all new records; argon2 is measured beside it, because it is the usual alternative. */
async function measureTimes(calibration: Calibration, hashers: readonly HasherSource[], wish: CalibrationWish): Promise<CheckTime[]> {
  const [preferred = "bcrypt_sha256", ...others] = hashers;
  const ofPreferred =
    preferred === "bcrypt_sha256" ? await calibration.bcryptTimes(preferred, wish) : [await calibration.timeOf(preferred)];
  return others.includes("argon2") ? [...ofPreferred, await calibration.timeOf("argon2")] : ofPreferred;
}

/** 1, 2, 4 … and all processors. */
function threadCounts(): number[] {
  const powers = Array.from({ length: Math.ceil(Math.log2(processors)) }, (_, step) => 2 ** step);
  return [...powers, processors];
}

function describeTimes(times: readonly CheckTime[], preferred: HasherSource, chosen: number | null): string[] {
  const lines = times.map(({ hasher, bcryptCost, milliseconds }) => {
    const name = bcryptCost === null ? hasher : `${hasher}, cost ${bcryptCost}`;
    const isChosen = hasher === preferred && bcryptCost === chosen;
    return `  ${name.padEnd(24)} ${milliseconds.toFixed(0).padStart(6)} ms${isChosen ? "  <- recommended" : ""}`;
  });
  return ["One check of a password by one thread:", ...lines, ""];
}

function describeThroughput(measured: readonly Throughput[]): string[] {
  const lines = measured.map(({ threads, perSecond }) => `  ${String(threads).padStart(3)}  ${perSecond.toFixed(1).padStart(8)}`);
  return ["Threads, and checks a second that they do together:", ...lines, ""];
}

function describeRecommendation({ threads, perSecond, queue, longestWaitSeconds }: Recommendation, bcryptCost: number | null): string[] {
  return [
    `Expect ${perSecond.toFixed(1)} log-ins a second. When more come, they wait up to ${longestWaitSeconds.toFixed(1)} s, and what does not fit is refused at once.`,
    "",
    `GATEHOUSE_HASH_WORKERS=${threads}`,
    `GATEHOUSE_HASH_QUEUE=${queue}`,
    ...(bcryptCost === null ? [] : [`GATEHOUSE_BCRYPT_COST=${bcryptCost}`]),
  ];
}

function parsePositive(text: string): number {
  const number = /^\d{1,6}(\.\d{1,3})?$/.test(text) ? Number(text) : 0;
  if (!(number > 0)) throw new InvalidArgumentError("Give a number above 0.");
  return number;
}
