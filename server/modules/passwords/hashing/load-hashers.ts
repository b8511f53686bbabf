import { builtInHashers, type HasherParameters } from "../hashers/built-in-hashers.js";
import { HasherList } from "../hashers/hasher-list.js";
import type { PasswordHasher } from "../hashers/password-hasher.js";
import type { HasherSource, HashingThreadOptions } from "./hashing-task.js";

/**
 * Makes the hashers of an installation, importing those that are modules.
 *
 * @throws Error when there is none, or a module cannot be imported or exports no `hasher`
 */
export async function loadHashers({ hashers, ...parameters }: HashingThreadOptions): Promise<HasherList> {
  const [preferred, ...others] = await Promise.all(hashers.map(async (source) => loadHasher(source, parameters)));
  if (!preferred) throw new Error("no password hasher is configured");
  return new HasherList(preferred, others);
}

async function loadHasher(source: HasherSource, parameters: HasherParameters): Promise<PasswordHasher> {
  if (!isModule(source)) return builtInHashers[source](parameters);
  const { hasher } = (await import(source)) as { readonly hasher?: PasswordHasher };
  if (!hasher) throw new Error(`${source} exports no "hasher"`);
  return hasher;
}

function isModule(source: HasherSource): source is `file:${string}` {
  return source.startsWith("file:");
}
