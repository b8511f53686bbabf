import { openDjangoDatabase } from "./django/django-database.js";
import { DjangoSource } from "./django/django-source.js";
import { openDumpdata } from "./django/dumpdata-file.js";
import { type ImportSource, ImportSourceError } from "./imported-rows.js";
import { csvFile } from "./tables/csv-file.js";
import { jsonLinesFile } from "./tables/json-lines-file.js";
import { TableSource } from "./tables/table-source.js";

/** What can be imported. */
export const importFormats = ["django", "csv", "jsonl"] as const;

/** One of {@link importFormats}. */
export type ImportFormat = (typeof importFormats)[number];

/** What a source needs to know beside its place. */
export interface SourceOptions {
  /** Put before each old id. */
  readonly idPrefix: string;
  /** `AUTH_USER_MODEL` of a Django project, such as `auth.User`. */
  readonly userModel: string;
}

/**
 * Opens a file, or for Django also the URL of a PostgreSQL database.
 *
 * @throws ImportSourceError
 */
export async function openImportSource(format: ImportFormat, place: string, options: SourceOptions): Promise<ImportSource> {
  if (format === "csv") return TableSource.open(csvFile(place), options.idPrefix);
  if (format === "jsonl") return TableSource.open(jsonLinesFile(place), options.idPrefix);
  if (!/^[a-z_]\w*\.[a-z_]\w*$/i.test(options.userModel)) throw new ImportSourceError("--user-model must be such as auth.User");
  const isDatabase = /^postgres(ql)?:\/\//.test(place);
  const objects = isDatabase ? await openDjangoDatabase(place, options.userModel) : openDumpdata(place, options.userModel);
  return DjangoSource.open(objects, options.idPrefix).catch(async (error: unknown) => {
    await objects.close();
    throw error;
  });
}
