import { text } from "../../text/text.js";
import type { ModelAdmin } from "../model-admin.js";
import { rightsOf } from "../site.js";

/** The models of an app that somebody may do anything with. */
export interface ModelGroup {
  readonly app: string;
  /** What people call the app. */
  readonly label: string;
  readonly models: readonly ModelAdmin[];
}

/** Puts models under their apps, both by name, and leaves out those that somebody may do nothing with. */
export function groupByApp(models: readonly ModelAdmin[], permissions: ReadonlySet<string>): readonly ModelGroup[] {
  const permitted = models.filter((model) => Object.values(rightsOf(model, permissions)).some(Boolean));
  const apps = [...new Set(permitted.map(({ app }) => app))];
  return apps
    .map((app) => {
      const ofApp = permitted.filter((model) => model.app === app);
      return { app, label: labelOfApp(app), models: ofApp.toSorted((a, b) => a.labels.plural.localeCompare(b.labels.plural)) };
    })
    .toSorted((a, b) => a.label.localeCompare(b.label));
}

/** What people call an app. */
export function labelOfApp(app: string): string {
  return text.apps[app] ?? app;
}
