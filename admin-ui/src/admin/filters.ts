import { text } from "../text/text.js";
import { datePresets, readTime } from "./date-presets.js";
import type { ListFilter } from "./list-filter.js";

/** A filter on a flag of the model. The counts are those of the facet with the name of the parameter. */
export function booleanFilter(parameter: string, title: string): ListFilter {
  return choiceFilter({
    parameter,
    title,
    choices: [
      { value: "1", label: text.list.filterYes },
      { value: "0", label: text.list.filterNo },
    ],
  });
}

interface ChoiceFilter {
  readonly parameter: string;
  readonly title: string;
  readonly choices: readonly { readonly value: string; readonly label: string }[];
}

/** A filter on a value out of a fixed set. The counts are those of the facet with the name of the parameter. */
export function choiceFilter({ parameter, title, choices }: ChoiceFilter): ListFilter {
  return {
    title,
    parameters: [parameter],
    accepts: (_, value) => choices.some((choice) => choice.value === value),
    choices: ({ facets }) =>
      choices.map(({ value, label }) => ({
        label,
        parameters: { [parameter]: value },
        count: facets[parameter]?.find((facet) => facet.value === value)?.count,
      })),
  };
}

interface RelatedFilter {
  readonly parameter: string;
  readonly noneParameter: string;
  readonly title: string;
}

/** A filter on what the model is related to. Its choices are the facet with the name of the first parameter. */
export function relatedFilter({ parameter, noneParameter, title }: RelatedFilter): ListFilter {
  return {
    title,
    parameters: [parameter, noneParameter],
    accepts: (name, value) => (name === noneParameter ? value === "True" : value !== "" && !value.includes(",")),
    choices: ({ facets }) => {
      const related = facets[parameter] ?? [];
      if (related.length === 0) return [];
      const none = facets[noneParameter]?.[0]?.count;
      return [
        ...related.map(({ label, value, count }) => ({ label, parameters: { [parameter]: value }, count })),
        { label: text.list.filterNone, parameters: { [noneParameter]: "True" }, count: none },
      ];
    },
  };
}

/**
 * A filter on a time: Django's spans, and any other by its days. It writes Django's parameters `…__gte` and `…__lt`, as days of
 * the viewer's time zone, and reads moments as well. The counts are those of the facet with the field's name, by name of the span.
 */
export function dateFilter({ field, title, canBeNever = false }: { field: string; title: string; canBeNever?: boolean }): ListFilter {
  const [from, before, never] = [`${field}__gte`, `${field}__lt`, `${field}__isnull`] as const;
  return {
    title,
    parameters: [from, before, ...(canBeNever ? [never] : [])],
    accepts: (name, value) => (name === never ? value === "True" : readTime(value) !== null),
    choices: ({ facets }) => {
      const countOf = (value: string): number | undefined => facets[field]?.find((facet) => facet.value === value)?.count;
      return [
        ...datePresets(new Date()).map((preset) => ({
          label: text.list.datePresets[preset.name],
          parameters: { [from]: preset.from, [before]: preset.before },
          count: countOf(preset.name),
        })),
        ...(canBeNever ? [{ label: text.list.never, parameters: { [never]: "True" }, count: countOf("NEVER") }] : []),
      ];
    },
    inputs: [
      { parameter: from, label: text.list.from, type: "date" },
      { parameter: before, label: text.list.before, type: "date" },
    ],
  };
}

/** A filter on a text that is typed. What the facet with the parameter's name offers can be chosen as well. */
export function textFilter({ parameter, title, label }: { parameter: string; title: string; label: string }): ListFilter {
  return {
    title,
    parameters: [parameter],
    accepts: (_, value) => value !== "" && isText(value),
    choices: ({ facets }) =>
      (facets[parameter] ?? []).map((facet) => ({ label: facet.label, parameters: { [parameter]: facet.value }, count: facet.count })),
    inputs: [{ parameter, label, type: "text" }],
  };
}

/** Filters that stand in addresses only, as Django reads them: `username__startswith`. They have no block beside the list. */
export function lookupFilter(parameters: readonly string[]): ListFilter {
  return { title: "", parameters, accepts: (_, value) => isText(value), choices: () => [] };
}

function isText(value: string): boolean {
  return value.length <= 300 && !value.includes("\0");
}
