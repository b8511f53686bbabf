/** How serious an issue is, most serious first. */
export const levels = ["error", "warning", "info"] as const;

/** One of {@link levels}. Errors keep the server from starting. */
export type Level = (typeof levels)[number];

/** Something about an installation that an operator should know. */
export interface Issue {
  /**
   * Stable, so that people can search for it: `gatehouse.` for what is contradictory or broken, `security.` for what a public
   * installation should not have; then the initial of the level, and a number.
   */
  readonly id: `${"gatehouse" | "security"}.${"E" | "W" | "I"}${string}`;
  /** What it is about, such as the name of a setting. */
  readonly about: string;
  readonly message: string;
  /** What to do. */
  readonly hint?: string;
}

const levelsByInitial: Readonly<Record<string, Level>> = { E: "error", W: "warning", I: "info" };

/** How serious an issue is; its id tells. */
export function levelOf({ id }: Pick<Issue, "id">): Level {
  return levelsByInitial[id.split(".")[1]?.[0] ?? ""] ?? "error";
}

/** Whether an issue is at least as serious as a level. */
export function isAtLeast(issue: Issue, level: Level): boolean {
  return levels.indexOf(levelOf(issue)) <= levels.indexOf(level);
}

/** Issues for people, in the layout of Django's `check`: by level, then by id. */
export function renderIssues(issues: readonly Issue[]): string {
  if (issues.length === 0) return "System check identified no issues.";
  const sorted = issues.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const groups = levels
    .map((level) => ({ level, found: sorted.filter((issue) => levelOf(issue) === level) }))
    .filter(({ found }) => found.length > 0)
    .map(({ level, found }) => `${level.toUpperCase()}S:\n${found.map(renderIssue).join("\n")}\n`);
  const total = `System check identified ${issues.length} ${issues.length === 1 ? "issue" : "issues"}.`;
  return ["System check identified some issues:\n", ...groups, total].join("\n");
}

function renderIssue({ id, about, message, hint }: Issue): string {
  return `${about}: (${id}) ${message}${hint === undefined ? "" : `\n\tHINT: ${hint}`}`;
}
