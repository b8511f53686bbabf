import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { ROOT } from "./build-parts.mjs";
import { table } from "./table.mjs";

/** Words for whoever sent a request: those of a user error, or of an error that ends the request. */
const sentence = /(?:\bmessage(?::| =)|RequestError\("[A-Z_]+",)\s*(["`])((?:(?!\1).)+)\1/g;

/** Import, checks and command line speak to operators, and to nobody over the API. */
const overTheApi = /^(?:foundation\/(?!checks\/)|modules\/(?!import\/)).*(?<!\.checks|\.test)\.ts$/;

/**
 * docs/generated/messages.md: what the server says to people, by module.
 * @returns {string}
 */
export function messagesPage() {
  const files = readdirSync(join(ROOT, "server"), { recursive: true, encoding: "utf8" }).filter((file) => overTheApi.test(file));
  const places = new Map(files.toSorted().flatMap((file) => sentencesIn(file).map((words) => [words, file])));
  const rows = [...places].map(([words, file]) => [words, `\`${file}\``]);
  return [
    "<!-- Made by `npm run docs` from the sources of the server. -->",
    "",
    "# Sentences of the server",
    "",
    "What `UserError.message` and the `message` of errors say, for translators. Front ends show them in the language of their catalogue: by",
    "code and field (`inputFaults` of the console, `faults` of the library for embedding), else by the sentence itself (`sentences` of both).",
    "`{…}` stands for a value; such sentences are translated by the code of the user error with its `params`, or for `RATE_LIMITED` and `BUSY`",
    "by the time to wait. Those about documents and pages speak to programs.",
    "",
    ...table(["sentence", "stands in"], rows),
    "",
  ].join("\n");
}

function sentencesIn(file) {
  const source = readFileSync(join(ROOT, "server", file), "utf8");
  return [...source.matchAll(sentence)].map(([, , words]) => words.replaceAll(/\$\{(?:[^{}]|\{[^{}]*\})*\}/g, "{…}"));
}
