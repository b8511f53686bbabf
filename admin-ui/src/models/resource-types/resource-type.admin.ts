import {
  CreateResourceTypeDocument,
  type CreateResourceTypeInput,
  DeleteResourceTypeDocument,
  type ResourceTypeFieldsFragment,
  ResourceTypeFormDocument,
  ResourceTypeListDocument,
  UpdateResourceTypeDocument,
} from "../../api/generated/graphql.js";
import { ask, change } from "../../../react/api/request.js";
import type { DeletionDescription } from "../../admin/deletion/deletion-description.js";
import type { ChangeFormDescription, TextField } from "../../admin/form-description.js";
import type { ChangeListDescription, ModelAdmin } from "../../admin/model-admin.js";
import { text } from "../../text/text.js";
import { previewDeletion } from "../deletion/preview-deletion.js";

const { fields, help, labels, managedByCode } = text.resourceTypes;

const list: ChangeListDescription<ResourceTypeFieldsFragment> = {
  listDisplay: [
    { name: "name", heading: fields.name, cell: (type) => type.name },
    { name: "label", heading: fields.label, cell: (type) => type.label },
    { name: "is_managed_by_code", heading: fields.isManagedByCode, cell: (type) => type.isManagedByCode },
  ],
  listFilter: [],
  isSearchable: true,
  ordering: [],
  load: async (client, { search, offset, first }) => {
    const page = await ask(client, ResourceTypeListDocument, { search, offset, first });
    return { rows: page.list.nodes, count: page.list.approximateTotalCount, total: page.all.approximateTotalCount, facets: {} };
  },
  nameOf: (type) => type.name,
};

const labelField: TextField = { name: "label", label: fields.label, help: help.label, widget: "text", maxLength: 100, isRequired: true };

const form: ChangeFormDescription = {
  addFieldsets: [
    {
      fields: [
        { name: "appLabel", label: fields.appLabel, help: help.appLabel, widget: "text", maxLength: 100, isRequired: true },
        { name: "model", label: fields.model, help: help.model, widget: "text", maxLength: 93, isRequired: true },
        labelField,
      ],
    },
  ],
  fieldsets: [
    {
      fields: [
        { name: "name", label: fields.name, widget: "text", maxLength: 194 },
        { ...labelField, lockedFor: (_viewer, object) => (object?.details === true ? managedByCode : null) },
      ],
    },
  ],
  readonlyFields: ["name"],
  blank: { appLabel: "", model: "", label: "" },
  load: async (client, id) => {
    const { resourceType } = await ask(client, ResourceTypeFormDocument, { id });
    if (!resourceType) return null;
    const { name, label, isManagedByCode } = resourceType;
    return { id, name, version: 0, values: { name, label }, details: isManagedByCode };
  },
  create: async (client, input) => {
    const { resourceType } = await change(client, CreateResourceTypeDocument, { input: input as CreateResourceTypeInput });
    return saved(resourceType);
  },
  save: async (client, { id, input }) =>
    saved((await change(client, UpdateResourceTypeDocument, { input: { id, ...input } })).resourceType),
};

const deletion: DeletionDescription = {
  preview: async (client, { ids }) => previewDeletion(client, ids ?? []),
  run: async (client, { ids }) => {
    for (const id of ids ?? []) await change(client, DeleteResourceTypeDocument, { input: { id } });
    return null;
  },
};

/** How staff lists and edits the kinds of object that permissions speak of. */
export const resourceTypeAdmin: ModelAdmin<ResourceTypeFieldsFragment> = {
  app: "contenttypes",
  model: "contenttype",
  nodeType: "ResourceType",
  labels,
  list,
  form,
  deletion,
};

function saved(type: ResourceTypeFieldsFragment | null): { id: string; name: string } {
  return { id: type?.id ?? "", name: type?.name ?? "" };
}
