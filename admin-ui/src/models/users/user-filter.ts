import type { StringFilter, UserFilter, UserSelectionInput } from "../../api/generated/graphql.js";
import { readTime } from "../../admin/date-presets.js";

const flags = { is_staff__exact: "isStaff", is_superuser__exact: "isSuperuser", is_active__exact: "isActive" } as const;

type TextField = "username" | "email" | "firstName" | "lastName";

const textFields = { username: "username", email: "email", first_name: "firstName", last_name: "lastName" } as const;
const conditions = {
  exact: "equals",
  iexact: "equals",
  contains: "contains",
  icontains: "contains",
  startswith: "startsWith",
  istartswith: "startsWith",
} as const;

/** Django's lookups of texts, by name of the parameter. Case never matters, also where it did in Django. */
export const lookups: Readonly<Record<string, { readonly field: TextField; readonly condition: keyof StringFilter }>> = Object.fromEntries(
  Object.entries(textFields).flatMap(([name, field]) =>
    Object.entries(conditions).map(([lookup, condition]) => [`${name}__${lookup}`, { field, condition }]),
  ),
);

/** What the parameters of a list mean to the API. */
export function toUserFilter(parameters: ReadonlyMap<string, string>): UserFilter {
  const group = parameters.get("groups__id__exact");
  const domain = parameters.get("email_domain");
  return {
    ...flagsOf(parameters),
    ...textsOf(parameters),
    ...(group !== undefined && { groups: { in: [group] } }),
    ...(parameters.has("groups__isnull") && { groups: { none: true } }),
    ...spanOf(parameters, "date_joined", "joinedAt"),
    ...spanOf(parameters, "last_login", "lastLogIn"),
    // In the API, null is never.
    ...(parameters.has("last_login__isnull") && { lastLogIn: null }),
    ...(domain !== undefined && { emailDomain: domain }),
  };
}

/** The users of a list, for changes; all of them when nothing narrows it. */
export function toUserSelection({
  search,
  filters,
}: {
  readonly search: string;
  readonly filters: ReadonlyMap<string, string>;
}): UserSelectionInput {
  return { search, filter: toUserFilter(filters), everyone: search === "" && filters.size === 0 };
}

function flagsOf(parameters: ReadonlyMap<string, string>): UserFilter {
  const entries = Object.entries(flags).filter(([parameter]) => parameters.has(parameter));
  return Object.fromEntries(entries.map(([parameter, field]) => [field, parameters.get(parameter) === "1"]));
}

function textsOf(parameters: ReadonlyMap<string, string>): UserFilter {
  const texts: Partial<Record<TextField, StringFilter>> = {};
  for (const [parameter, value] of parameters) {
    const lookup = lookups[parameter];
    if (lookup) texts[lookup.field] = { ...texts[lookup.field], [lookup.condition]: value };
  }
  return texts;
}

function spanOf(parameters: ReadonlyMap<string, string>, name: string, field: "joinedAt" | "lastLogIn"): UserFilter {
  const from = readTime(parameters.get(`${name}__gte`) ?? "");
  const before = readTime(parameters.get(`${name}__lt`) ?? "");
  return from === null && before === null ? {} : { [field]: { from, before } };
}
