const aroundCurrent = 3;
const atEnds = 2;
const mostWithoutGaps = 10;

/** The pages that a paginator shows, with null where it leaves some out; as Django does. */
export function shownPages(pages: number, current: number): (number | null)[] {
  if (pages <= mostWithoutGaps) return range(1, pages);
  const hasGapBefore = current > aroundCurrent + atEnds + 2;
  const hasGapAfter = current < pages - (aroundCurrent + atEnds + 1);
  return [
    ...(hasGapBefore ? [...range(1, atEnds), null] : []),
    ...range(hasGapBefore ? current - aroundCurrent : 1, hasGapAfter ? current + aroundCurrent : pages),
    ...(hasGapAfter ? [null, ...range(pages - atEnds + 1, pages)] : []),
  ];
}

function range(first: number, last: number): number[] {
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => first + index);
}
