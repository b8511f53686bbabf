import type { ExtraPermission, ProtectedModel } from "../../foundation/kernel/protected-model.js";
import { codePointLength, strip, tooLong } from "../../foundation/kernel/text.js";
import type { Fault } from "../../foundation/kernel/user-error.js";
import { permissionsOf } from "./permission-catalogue.js";

/** Most characters of each text; `change_` and the model must fit into a codename, "Can change " and the label into a label. */
const limits = { appLabel: 100, model: 93, label: 100, codename: 100, permissionLabel: 255 } as const;

/** A text that {@link faultsOfName} or {@link faultsOfLabel} judges. */
export type ModelText = keyof typeof limits;

/** Most permissions that one resource type has beside the four: more are a mistake, and lists of them are read whole. */
export const mostExtraPermissions = 100;

/** The name of an app, model or permission as it is checked and stored: trimmed, otherwise as given. */
export function normalizeName(raw: string): string {
  return strip(raw);
}

/** Faults of a name that {@link normalizeName} returned: names are Python's identifiers in lower case, as with Django. */
export function faultsOfName(name: string, kind: ModelText): Fault[] {
  if (name === "") return [{ code: "REQUIRED", message: "Enter a name." }];
  if (name.length > limits[kind]) return [tooLong(limits[kind])];
  if (/^[a-z_][a-z0-9_]*$/.test(name)) return [];
  return [{ code: "INVALID", message: "Use lower-case letters, digits and underscores, and no digit in the beginning." }];
}

/** Faults of a text for people, trimmed. */
export function faultsOfLabel(label: string, kind: ModelText): Fault[] {
  if (label === "") return [{ code: "REQUIRED", message: "Enter a label." }];
  if (codePointLength(label) > limits[kind]) return [tooLong(limits[kind])];
  if (!/[\p{Control}\p{Surrogate}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u.test(label)) return [];
  return [{ code: "INVALID", message: "Remove line breaks and invisible control characters." }];
}

/** Why an app label cannot be given to a new resource type: permissions of apps of ours open doors of ours. */
export function faultsOfReserved(appLabel: string, ours: readonly ProtectedModel[]): Fault[] {
  if (!ours.some((model) => model.appLabel === appLabel)) return [];
  return [{ code: "INVALID", message: `The app label ${appLabel} belongs to Gatehouse; choose another one.`, params: { appLabel } }];
}

/**
 * What is wrong with models that an integrator registers in code, one line each, for the start to fail with (as Django's checks
 * auth.E005 to E008).
 */
export function faultsOfModels(models: readonly ProtectedModel[], ours: readonly ProtectedModel[]): string[] {
  const names = models.flatMap(permissionsOf).map(({ appLabel, codename }) => `${appLabel}.${codename}`);
  const twice = new Set([...duplicatesIn(models.map(nameOf)), ...duplicatesIn(names)]);
  return [
    ...models.flatMap((model) => faultsOfModel(model, ours).map(({ message }) => `models: ${nameOf(model)}: ${message}`)),
    ...[...twice].map((name) => `models: ${name} is registered twice`),
  ];
}

function faultsOfModel({ appLabel, model, label, permissions = [] }: ProtectedModel, ours: readonly ProtectedModel[]): Fault[] {
  return [
    ...faultsOfName(appLabel, "appLabel"),
    ...faultsOfReserved(appLabel, ours),
    ...faultsOfName(model, "model"),
    ...faultsOfLabel(label, "label"),
    ...permissions.flatMap((extra) => Object.values(faultsOfExtra(extra)).flat()),
  ];
}

/** Faults of a permission beside the four, by the field at fault. */
export function faultsOfExtra({ codename, label }: ExtraPermission): { codename: Fault[]; label: Fault[] } {
  return { codename: faultsOfName(codename, "codename"), label: faultsOfLabel(label, "permissionLabel") };
}

function nameOf({ appLabel, model }: ProtectedModel): string {
  return `${appLabel}.${model}`;
}

function duplicatesIn(names: readonly string[]): string[] {
  return names.filter((name, index) => names.indexOf(name) !== index);
}
