import { expect, test } from "@jest/globals";

import { csvLine } from "./csv-line.js";

test.each<[string, unknown[], string]>([
  ["texts", ["ann", "", "ünal"], "ann,,ünal"],
  ["what is missing", [null, undefined], ","],
  ["times", [new Date("2026-01-02T03:04:05.006+02:00")], "2026-01-02T01:04:05.006Z"],
  ["flags and numbers", [true, 7], "true,7"],
  ["objects", [{ a: "b" }], '"{""a"":""b""}"'],
  ["separators, quotes and line ends", ['a,"b"', "c\r\nd"], '"a,""b""","c\r\nd"'],
  [
    "formulas, guarded inside the quotes",
    ['=HYPERLINK("x")', "+1", "-1", "@a", "\t1", "\r1"],
    `"'=HYPERLINK(""x"")",'+1,'-1,'@a,'\t1,"'\r1"`,
  ],
])("a line of CSV holds %s", (_what, values, line) => {
  expect(csvLine(values)).toBe(`${line}\r\n`);
});
