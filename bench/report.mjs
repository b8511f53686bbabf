// Prints what was measured, and keeps it in RESULTS.md: one section a row, the latest measurement of each.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { execFileSync } from "node:child_process";
import { cpus, totalmem } from "node:os";
import { join } from "node:path";

const file = join(import.meta.dirname, "RESULTS.md");

const preamble = `# Measured speed

Made by \`npm run bench\`; [docs/performance.md](../docs/performance.md) explains the rows. Processor time is that of the server and of
PostgreSQL for one request; it and the ratios are what to look at, since other programs may have used the machine meanwhile. Memory is that
of the program, resident, after it was driven.
`;

/** The lines of a row as a table of Markdown. */
export function sectionOf({ name, title }, lines, { rounds, users }) {
  const machine = `${cpus()[0]?.model.trim()}, ${cpus().length} processors, ${Math.round(totalmem() / 2 ** 30)} GB, Node ${process.version}`;
  const revision = execFileSync("git", ["rev-parse", "--short", "HEAD"], { cwd: import.meta.dirname })
    .toString()
    .trim();
  const when = `${new Date().toISOString().slice(0, 10)}, ${revision}, ${users} users, medians of ${rounds} rounds; ${machine}`;
  const head = ["program", "answers/s", "p50 ms", "p99 ms", "server CPU ms", "database CPU ms", "memory MB", "ratios", "goal"];
  const table = [head, head.map(() => "---"), ...lines.map(cellsOf)].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
  return `## ${name}\n\n${title}. Measured ${when}.\n\n${table}\n`;
}

function cellsOf({ program, perSecond, p50, p99, serverMilliseconds, databaseMilliseconds, megabytes, ratios, text, goal }) {
  const shown = ratios
    ? `rate ${ratios.rate.toFixed(2)}, CPU ${ratios.cpu.toFixed(2)}${Number.isFinite(ratios.p50) ? `, p50 ${ratios.p50.toFixed(2)}` : ""}`
    : "";
  return [
    program,
    digits(perSecond, 1),
    digits(p50, 1),
    digits(p99, 1),
    digits(serverMilliseconds, 3),
    digits(databaseMilliseconds, 3),
    digits(megabytes, 0),
    text ?? shown,
    goal ?? "",
  ];
}

function digits(number, count) {
  return number === undefined ? "" : number.toFixed(count);
}

/** Puts the section of a row into RESULTS.md, in the place of the one before. */
export function keep(section) {
  const known = existsSync(file) ? readFileSync(file, "utf8") : preamble;
  const [start, ...sections] = known.split(/^(?=## )/m);
  const heading = section.split("\n", 1)[0];
  const place = sections.findIndex((other) => other.startsWith(`${heading}\n`));
  if (place < 0) sections.push(section);
  else sections[place] = section;
  writeFileSync(file, [start, ...sections].map((part) => `${part.trim()}\n`).join("\n"));
}
