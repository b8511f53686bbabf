import type { Catalogue, ImportedGroup, ImportedPermission, RowFault, SourceRow } from "../imported-rows.js";
import { RowFields } from "../row-fields.js";
import type { DjangoObject, DjangoObjects } from "./django-object.js";
import { DjangoReferences } from "./django-references.js";

/** The permissions and groups of a project, and how to find them by what users say. */
export interface ReadCatalogue {
  readonly catalogue: Catalogue;
  readonly references: DjangoReferences;
}

interface Found {
  readonly place: string;
  readonly object: DjangoObject;
}

/** Reads content types, permissions and groups. A dump has them in any order, so all are collected before one is understood. */
export async function readCatalogue(objects: DjangoObjects): Promise<ReadCatalogue> {
  const { contentType, permission, group } = objects.models;
  const found = new Map<string, Found[]>([contentType, permission, group].map((model) => [model, []]));
  const faults: RowFault[] = [];
  for await (const row of objects.read([...found.keys()])) {
    if ("faults" in row) faults.push(...row.faults);
    else found.get(row.row.model)?.push({ place: row.place, object: row.row });
  }
  const references = new DjangoReferences();
  const keep = <Row>(rows: readonly SourceRow<Row>[]): Row[] => {
    faults.push(...rows.flatMap((row) => ("faults" in row ? row.faults : [])));
    return rows.flatMap((row) => ("faults" in row ? [] : [row.row]));
  };
  keep((found.get(contentType) ?? []).map((one) => readContentType(one, references)));
  const permissions = keep((found.get(permission) ?? []).map((one) => readPermission(one, references)));
  const groups = keep((found.get(group) ?? []).map((one) => readGroup(one, references)));
  return { catalogue: { permissions, groups, faults }, references };
}

function readContentType({ place, object: { pk, fields: values } }: Found, references: DjangoReferences): SourceRow<string> {
  const fields = new RowFields(place, values);
  const name = `${fields.text("app_label", { limit: 100 })}.${fields.text("model", { limit: 100 })}`;
  references.addContentType(pk, name);
  return fields.result(name);
}

function readPermission({ place, object: { pk, fields: values } }: Found, references: DjangoReferences): SourceRow<ImportedPermission> {
  const fields = new RowFields(place, values);
  const contentType = references.contentType(values["content_type"]);
  if (contentType === undefined) {
    fields.refuse("content_type", "NOT_FOUND", "is not in the file: dump contenttypes too, or with --natural-foreign");
  }
  const [appLabel = "", model = ""] = contentType?.split(".") ?? [];
  const codename = fields.text("codename", { limit: 100 });
  const label = fields.text("name", { limit: 255 });
  references.addPermission(pk, `${appLabel}.${codename}`);
  return fields.result({ appLabel, model, codename, label });
}

function readGroup({ place, object: { pk, fields: values } }: Found, references: DjangoReferences): SourceRow<ImportedGroup> {
  const fields = new RowFields(place, values);
  const name = fields.text("name", { limit: 150 });
  references.addGroup(pk, name);
  return fields.result({ name, permissions: fields.list("permissions", references.permission) });
}
