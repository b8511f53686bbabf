import { text } from "../text/text.js";
import type { ListFilter } from "./model-admin.js";

/** A filter on a flag of the model. The counts are those of the facet with the name of the parameter. */
export function booleanFilter(parameter: string, title: string): ListFilter {
  return {
    title,
    parameters: [parameter],
    accepts: (_, value) => value === "1" || value === "0",
    choices: ({ facets }) =>
      (["1", "0"] as const).map((value) => {
        const count = facets[parameter]?.find((facet) => facet.value === value)?.count;
        return { label: value === "1" ? text.list.filterYes : text.list.filterNo, parameter, value, count };
      }),
  };
}

/** A filter on what the model is related to. Its choices are the facet with the name of the first parameter. */
export function relatedFilter({
  parameter,
  noneParameter,
  title,
}: {
  parameter: string;
  noneParameter: string;
  title: string;
}): ListFilter {
  return {
    title,
    parameters: [parameter, noneParameter],
    accepts: (name, value) => (name === noneParameter ? value === "True" : value !== "" && !value.includes(",")),
    choices: ({ facets }) => {
      const related = facets[parameter] ?? [];
      if (related.length === 0) return [];
      const none = facets[noneParameter]?.[0]?.count;
      return [
        ...related.map(({ label, value, count }) => ({ label, parameter, value, count })),
        { label: text.list.filterNone, parameter: noneParameter, value: "True", count: none },
      ];
    },
  };
}
