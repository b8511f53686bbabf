import { type Browser, type BrowserContext, type BrowserContextOptions, chromium, type Page } from "playwright-core";

import type { GraphqlClient } from "../../../server/test/support/graphql-client.js";
import { clientOf, createPerson, type Person, type PersonWish } from "../../../server/test/support/people.js";
import type { TestServer } from "../../../server/test/support/test-server.js";
import { Complaints } from "./complaints.js";

/** How a page is opened. */
export interface Visit {
  /** Who is logged in; nobody when absent. */
  readonly as?: Person;
  /** Pixels; 1280 × 900 when absent. */
  readonly viewport?: { readonly width: number; readonly height: number };
  /** How the visitor's system looks; light when absent. */
  readonly colorScheme?: "light" | "dark";
}

/** A server with a database of its own, and a browser. Each page has a cookie jar of its own. */
export class Stage {
  /** What the pages of the running test complained about. */
  readonly complaints = new Complaints();
  private readonly contexts = new Set<BrowserContext>();
  private superuser: Promise<Person> | undefined;

  constructor(
    readonly server: TestServer,
    private readonly browser: Browser,
  ) {}

  /** A superuser for tests that do not care who looks. Nobody may change this account. */
  async admin(): Promise<Person> {
    this.superuser ??= this.person({ username: "admin", isStaff: true, isSuperuser: true });
    return this.superuser;
  }

  /** Makes a user; see {@link PersonWish} for what can be wished. */
  async person(wish: PersonWish = {}): Promise<Person> {
    return createPerson(this.server, wish);
  }

  /** Makes a user of staff with rights such as `auth.view_user`. */
  async staff(...permissions: readonly string[]): Promise<Person> {
    return this.person({ isStaff: true, permissions });
  }

  /** A new window, still empty. */
  async open({ as, viewport = { width: 1280, height: 900 }, colorScheme = "light" }: Visit = {}): Promise<Page> {
    const options: BrowserContextOptions = { baseURL: this.server.url, viewport, colorScheme, locale: "en-US", timezoneId: "UTC" };
    const context = await this.browser.newContext(options);
    this.contexts.add(context);
    context.setDefaultTimeout(30_000);
    await this.complaints.listenTo(context);
    if (as) await this.giveSession(context, await clientOf(this.server, as));
    return context.newPage();
  }

  /** A window of somebody who is logged in, at an address below `/admin`. */
  async visit(address: string, visit: Visit = {}): Promise<Page> {
    const page = await this.open({ as: await this.admin(), ...visit });
    await page.goto(`/admin${address}`);
    return page;
  }

  /** Gives a cookie jar the session of a client of the API. */
  async giveSession(context: BrowserContext, { cookies }: Pick<GraphqlClient, "cookies">): Promise<void> {
    await context.addCookies([...cookies].map(([name, value]) => ({ name, value, url: this.server.url, sameSite: "Lax", httpOnly: true })));
  }

  /** Closes all windows. */
  async clear(): Promise<void> {
    await Promise.all([...this.contexts].map(async (context) => context.close()));
    this.contexts.clear();
  }
}

/** Starts a browser without a window. */
export async function launchBrowser(executablePath: string): Promise<Browser> {
  // Chromium's own sandbox refuses to run as root.
  return chromium.launch({ executablePath, args: process.getuid?.() === 0 ? ["--no-sandbox"] : [] });
}
