import { type ReactNode, useState } from "react";

import { text } from "../../text/text.js";
import { nextTheme, setTheme, storedTheme } from "../../theme/theme.js";
import { Icon } from "./icon.js";

/** Cycles through the themes. */
export function ThemeButton(): ReactNode {
  const [theme, choose] = useState(storedTheme);
  const toggle = (): void => {
    const next = nextTheme(theme, matchMedia("(prefers-color-scheme: dark)").matches);
    setTheme(next);
    choose(next);
  };
  return (
    <button type="button" className="theme-button" onClick={toggle}>
      <span className="visually-hidden">{text.site.toggleTheme(text.site.themes[theme])}</span>
      <Icon name={theme} />
    </button>
  );
}
