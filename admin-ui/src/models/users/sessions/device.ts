import { text } from "../../../text/text.js";

/** Most telling first: browsers call themselves by the names of others, too. */
const browsers = ["Edg", "OPR", "Firefox", "Chrome", "Safari", "curl", "PostmanRuntime", "node"] as const;
const systems = ["Android", "iPhone", "iPad", "Windows", "Mac OS X", "CrOS", "Linux"] as const;

/** What people call a program, from what it says about itself: `Firefox on Windows`. What is unknown is shown as it is. */
export function deviceOf(userAgent: string): string {
  const browser = browsers.find((name) => userAgent.includes(name));
  const system = systems.find((name) => userAgent.includes(name));
  if (userAgent === "") return text.sessions.unknownDevice;
  if (browser === undefined) return userAgent.slice(0, 60);
  const program = text.sessions.programs[browser] ?? browser;
  return system === undefined ? program : text.sessions.on(program, text.sessions.systems[system] ?? system);
}
