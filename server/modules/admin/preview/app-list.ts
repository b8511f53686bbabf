import { type DefaultAction, defaultActions, type ProtectedModel } from "../../../foundation/kernel/protected-model.js";
import { userModel } from "../../accounts/users.permissions.js";
import { logEntryModel } from "../../audit/audit.permissions.js";
import { groupModel } from "../../groups/groups.permissions.js";
import { permissionModel } from "../../permissions/permissions.permissions.js";
import { resourceTypeModel } from "../../permissions/resource-types.permissions.js";

/** A model that staff can administer over this API. */
interface AdministeredModel extends Pick<ProtectedModel, "appLabel" | "model"> {
  /** What people call many of them. */
  readonly label: string;
  /** What the API has a way for: nobody changes the log, whatever they hold. */
  readonly actions: readonly DefaultAction[];
}

/** An app, and what somebody may do to its models. */
export interface ListedApp {
  readonly appLabel: string;
  readonly label: string;
  readonly models: readonly ListedModel[];
}

/** What somebody may do to objects of a model; at least one thing. */
export interface ListedModel {
  /** The same in all releases: `auth.user`. */
  readonly key: string;
  readonly label: string;
  readonly allowed: readonly DefaultAction[];
}

/** Django's names of apps. */
const appNames: Readonly<Record<string, string>> = {
  admin: "Administration",
  auth: "Authentication and Authorization",
  contenttypes: "Content Types",
};

/**
 * Those that have a list of their own. Sessions are seen and ended at their user, and objects of registered resource types are
 * administered where they are.
 */
const administeredModels: readonly AdministeredModel[] = [
  { ...userModel, label: "Users", actions: defaultActions },
  { ...groupModel, label: "Groups", actions: defaultActions },
  { ...permissionModel, label: "Permissions", actions: ["view"] },
  { ...resourceTypeModel, label: "Resource types", actions: defaultActions },
  { ...logEntryModel, label: "Log entries", actions: ["view"] },
];

/**
 * The apps and models that somebody may do anything to, both by name, as the first page of Django's admin shows them.
 *
 * @param may whether they hold a permission `app_label.codename`
 */
export async function listApps(may: (permission: string) => Promise<boolean>): Promise<ListedApp[]> {
  const models = await Promise.all(administeredModels.map(async (model) => ({ ...model, allowed: await allowedActions(model, may) })));
  const usable = models.filter(({ allowed }) => allowed.length > 0).sort(byLabel);
  const apps = Object.entries(appNames).map(([appLabel, label]) => ({
    appLabel,
    label,
    models: usable
      .filter((model) => model.appLabel === appLabel)
      .map(({ model, label: plural, allowed }) => ({ key: `${appLabel}.${model}`, label: plural, allowed })),
  }));
  return apps.filter((app) => app.models.length > 0).sort(byLabel);
}

async function allowedActions(
  { appLabel, model, actions }: AdministeredModel,
  may: (permission: string) => Promise<boolean>,
): Promise<DefaultAction[]> {
  const answers = await Promise.all(actions.map(async (action) => may(`${appLabel}.${action}_${model}`)));
  return actions.filter((_, index) => answers[index]);
}

function byLabel(one: { readonly label: string }, other: { readonly label: string }): number {
  return one.label.toLowerCase() < other.label.toLowerCase() ? -1 : 1;
}
