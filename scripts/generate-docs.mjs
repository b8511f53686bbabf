import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "./build-parts.mjs";
import { floorsPage } from "./floors-page.mjs";

/** The pages of docs/generated/ that need no running program. Each is compared with its source by a guard test. */
const PAGES = { "floors.md": floorsPage };

const folder = join(ROOT, "docs/generated");
mkdirSync(folder, { recursive: true });
for (const [name, page] of Object.entries(PAGES)) writeFileSync(join(folder, name), page());
