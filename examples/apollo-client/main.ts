import { randomBytes } from "node:crypto";

import { explain } from "./errors.js";
import { walk } from "./walk.js";

const url = process.argv[2] ?? "http://127.0.0.1:4000";
try {
  await walk(url, `ada-${randomBytes(4).toString("hex")}`, (line) => console.log(line));
} catch (error) {
  console.error(explain(error));
  process.exitCode = 1;
}
