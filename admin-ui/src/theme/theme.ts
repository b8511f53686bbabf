/** How the pages look: `auto` follows the system. */
export type Theme = "auto" | "light" | "dark";

const storageKey = "gatehouse.theme";

/** The chosen theme. */
export function storedTheme(): Theme {
  const stored = localStorage.getItem(storageKey);
  return stored === "light" || stored === "dark" ? stored : "auto";
}

/** Chooses a theme, for the next visits too. */
export function setTheme(theme: Theme): void {
  localStorage.setItem(storageKey, theme);
  document.documentElement.dataset["theme"] = theme;
}

/** Shows the page in the chosen theme; called before anything is drawn. */
export function applyStoredTheme(): void {
  document.documentElement.dataset["theme"] = storedTheme();
}

/** The theme that the button leads to: first away from how the system looks, then to it, then back to automatic. */
export function nextTheme(theme: Theme, systemIsDark: boolean): Theme {
  const cycle: Theme[] = systemIsDark ? ["auto", "light", "dark"] : ["auto", "dark", "light"];
  return cycle[(cycle.indexOf(theme) + 1) % cycle.length] ?? "auto";
}
