import { registerEnumType } from "type-graphql";

/** Directions of sorting. */
export const OrderDirectionEnum = { ASC: "ASC", DESC: "DESC" } as const;

/** A value of {@link OrderDirectionEnum}. */
export type OrderDirection = keyof typeof OrderDirectionEnum;

registerEnumType(OrderDirectionEnum, {
  name: "OrderDirection",
  description: "Direction of sorting.",
  valuesConfig: { ASC: { description: "Smallest first." }, DESC: { description: "Largest first." } },
});
