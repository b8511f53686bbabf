import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

/**
 * Where a file is that the build makes beside the server, such as `admin-ui/index.html`; undefined where this installation lacks it.
 * Seen from the sources, which tests run, and from the built server (`dist/server/edges/http`).
 */
export function builtFile(path: string): string | undefined {
  return [`../../../dist/${path}`, `../../../${path}`].map((place) => fileURLToPath(new URL(place, import.meta.url))).find(existsSync);
}
