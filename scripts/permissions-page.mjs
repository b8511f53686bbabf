import { parse, visit } from "graphql";

import { table } from "./table.mjs";

/**
 * docs/generated/permissions.md.
 * @param {{ permissions: readonly { appLabel: string, codename: string, name: string }[], sdl: string }} sources
 *   the catalogue, and the schema with its access rules
 * @returns {string}
 */
export function permissionsPage({ permissions, sdl }) {
  const fields = fieldsByPermission(sdl);
  const rows = permissions.map(({ appLabel, codename, name }) => {
    const permission = `${appLabel}.${codename}`;
    return [`\`${permission}\``, name, (fields.get(permission) ?? []).map((field) => `\`${field}\``).join(", ")];
  });
  return [
    "<!-- Made by `npm run docs` from the models of server/storage.ts and from schema.graphql. -->",
    "",
    "# Permissions",
    "",
    "Names and labels are Django's. A user holds a permission directly or through a group; a superuser holds all, an inactive user none.",
    "Models of integrators get the same four. Where no field stands, nothing asks for the permission yet.",
    "",
    ...table(["permission", "label", "asked for by"], rows),
    "",
  ].join("\n");
}

/** @returns {Map<string, string[]>} */
function fieldsByPermission(sdl) {
  const found = new Map();
  visit(parse(sdl), {
    FieldDefinition(field, _key, _parent, _path, ancestors) {
      const name = permissionOf(field);
      if (name === undefined) return;
      const type = ancestors.findLast((node) => !Array.isArray(node) && "name" in node);
      found.set(name, [...(found.get(name) ?? []), `${type.name.value}.${field.name.value}`]);
    },
  });
  return found;
}

function permissionOf({ directives = [] }) {
  const rule = directives.find(({ name }) => name.value === "requirePermission");
  return rule?.arguments.find(({ name }) => name.value === "name")?.value.value;
}
