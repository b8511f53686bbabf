import type { RowFault, SourceRow } from "../imported-rows.js";
import { jsonElements } from "../text/json-elements.js";
import { readText } from "../text/read-text.js";
import { djangoModels, type DjangoObject, type DjangoObjects } from "./django-object.js";

/**
 * The file that `manage.py dumpdata` writes, as JSON. It is read as a stream, once for each question, so its size does not matter.
 *
 * @param userModel value of `AUTH_USER_MODEL`
 */
export function openDumpdata(file: string, userModel: string): DjangoObjects {
  return {
    models: djangoModels(userModel),
    read: (models) => readObjects(readText(file), models),
    close: async () => undefined,
  };
}

async function* readObjects(text: AsyncIterable<string>, models: readonly string[]): AsyncGenerator<SourceRow<DjangoObject>> {
  for await (const { line, text: element } of jsonElements(text)) {
    const place = `line ${line}`;
    const object = parse(element);
    if (!object) yield { faults: [faultOf(place)] };
    else if (models.includes(object.model)) yield { place, row: object };
  }
}

function parse(element: string): DjangoObject | undefined {
  try {
    const { model, pk, fields } = JSON.parse(element) as Record<string, unknown>;
    if (typeof model !== "string" || typeof fields !== "object" || fields === null || Array.isArray(fields)) return undefined;
    if (pk != null && typeof pk !== "string" && typeof pk !== "number") return undefined;
    return { model: model.toLowerCase(), pk: pk == null ? null : String(pk), fields: fields as DjangoObject["fields"] };
  } catch {
    return undefined;
  }
}

function faultOf(place: string): RowFault {
  return { place, field: "", code: "INVALID", message: "is no object with model, pk and fields as dumpdata writes it" };
}
