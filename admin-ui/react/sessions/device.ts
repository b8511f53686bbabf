/** Words for programs and the systems they run on. */
export interface DeviceWords {
  readonly unknownDevice: string;
  readonly on: (program: string, system: string) => string;
}

/** Most telling first: browsers call themselves by the names of others, too. */
const browsers = ["Edg", "OPR", "Firefox", "Chrome", "Safari", "curl", "PostmanRuntime", "node"] as const;
const systems = ["Android", "iPhone", "iPad", "Windows", "Mac OS X", "CrOS", "Linux"] as const;

/** Names that people know, where they differ. */
const knownAs: Readonly<Record<string, string>> = {
  Edg: "Edge",
  OPR: "Opera",
  PostmanRuntime: "Postman",
  node: "Node.js",
  "Mac OS X": "macOS",
  CrOS: "ChromeOS",
};

/** What people call a program, from what it says about itself: `Firefox on Windows`. What is unknown is shown as it is. */
export function deviceOf(userAgent: string, words: DeviceWords): string {
  const browser = browsers.find((name) => userAgent.includes(name));
  const system = systems.find((name) => userAgent.includes(name));
  if (userAgent === "") return words.unknownDevice;
  if (browser === undefined) return userAgent.slice(0, 60);
  return system === undefined ? nameOf(browser) : words.on(nameOf(browser), nameOf(system));
}

function nameOf(word: string): string {
  return knownAs[word] ?? word;
}
