import type { ApolloClient } from "@apollo/client";
import {
  createBrowserRouter,
  type LoaderFunction,
  type LoaderFunctionArgs,
  redirect,
  type RouteObject,
  type ShouldRevalidateFunctionArgs,
} from "react-router";

import { ChangeListPage } from "./admin/change-list/change-list-page.js";
import { changeListLoader } from "./admin/change-list/change-list-loader.js";
import { changeFormLoader } from "./admin/change-form/change-form-loader.js";
import { formPageLoader } from "./admin/change-form/form-page-loader.js";
import { deletionLoader } from "./admin/deletion/deletion-loader.js";
import { FrameSource, type ConsoleSources } from "./admin/frame/frame-source.js";
import { historyLoader } from "./admin/history/history-loader.js";
import { objectPageLoader } from "./admin/object-page-loader.js";
import type { AdminSite } from "./admin/site.js";
import { ConsoleContext } from "./admin/frame/console-context.js";
import { BareFaultPage, FaultPage } from "./admin/frame/fault-page.js";
import { impersonationAddress } from "./admin/frame/frame-loader.js";
import { SiteFrame } from "./admin/frame/site-frame.js";
import { dashboardLoader } from "./pages/dashboard-loader.js";
import { DashboardPage } from "./pages/dashboard-page.js";
import { ImpersonationPage, loadImpersonation } from "./pages/impersonation-page.js";
import { LoggedOutPage } from "./pages/logged-out-page.js";
import { logInLoader, LogInPage } from "./pages/log-in-page.js";
import { NotFoundPage } from "./pages/not-found-page.js";
import { PasswordChangeDonePage, PasswordChangePage } from "./pages/password-change-page.js";
import { text } from "./text/text.js";

/** The addresses of the console: those of the Django admin. */
export function createRouter(client: ApolloClient, site: AdminSite): ReturnType<typeof createBrowserRouter> {
  const whole = { client, site, frames: new FrameSource(client) };
  return createBrowserRouter(
    [
      {
        element: <ConsoleContext value={whole} />,
        errorElement: <BareFaultPage />,
        hydrateFallbackElement: <p className="loading">{text.site.loading}</p>,
        children: [
          { path: "login", loader: logInLoader(client), element: <LogInPage /> },
          { path: "logout", element: <LoggedOutPage /> },
          {
            path: "set-up/:token?",
            loader: async (context) => (await setUpPage()).loadSetUpLink(client, context),
            lazy: async () => ({ Component: (await setUpPage()).SetUpPage }),
          },
          {
            path: impersonationAddress,
            loader: async (context) => loadImpersonation(client, context),
            element: <ImpersonationPage />,
          },
          {
            loader: async ({ request }: LoaderFunctionArgs) => whole.frames.load(request),
            shouldRevalidate: isSamePlace,
            element: <SiteFrame />,
            children: [{ errorElement: <FaultPage />, children: pages(whole) }],
          },
        ],
      },
    ],
    { basename: import.meta.env.BASE_URL },
  );
}

function pages(sources: ConsoleSources): RouteObject[] {
  return [
    { index: true, loader: dashboardLoader(sources), element: <DashboardPage /> },
    { path: "password_change", element: <PasswordChangePage /> },
    { path: "password_change/done", element: <PasswordChangeDonePage /> },
    { path: ":app", loader: appLoader(sources.site), element: <DashboardPage /> },
    { path: ":app/:model", loader: changeListLoader(sources), element: <ChangeListPage /> },
    { path: ":app/:model/delete", loader: deletionLoader(sources), lazy: lazyPages.deletion },
    { path: ":app/:model/add", lazy: lazyPages.addForm },
    { path: ":app/:model/:id/change", loader: changeFormLoader(sources.client, sources.site), lazy: lazyPages.changeForm },
    { path: ":app/:model/:id/:page", loader: formPageLoader(sources.client, sources.site), lazy: lazyPages.formPage },
    {
      path: ":app/:model/:id",
      loader: ({ request }: LoaderFunctionArgs) => redirect(new URL("change/", withSlash(request.url)).href),
      element: null,
    },
    { path: ":app/:model/:id/delete", loader: deletionLoader(sources), lazy: lazyPages.deletion },
    { path: ":app/:model/:id/history", loader: historyLoader(sources), lazy: lazyPages.history },
    ...extraPages(sources),
    { path: "auth/permission/:name/holders", lazy: async () => holdersRoute(sources) },
    { path: "*", element: <NotFoundPage /> },
  ];
}

/** Needed once in the life of an installation. */
const setUpPage = async () => import("./pages/set-up-page.js");

function appLoader(site: AdminSite): LoaderFunction {
  return ({ params }) => {
    if (!site.models.some(({ app }) => app === params["app"])) throw new Response(null, { status: 404 });
    return undefined;
  };
}

/** What few visits need is loaded when it is needed. */
const lazyPages = {
  addForm: async () => ({ Component: (await import("./admin/change-form/add-form-page.js")).AddFormPage }),
  changeForm: async () => ({ Component: (await import("./admin/change-form/change-form-page.js")).ChangeFormPage }),
  formPage: async () => ({ Component: (await import("./admin/change-form/form-page-view.js")).FormPageView }),
  deletion: async () => ({ Component: (await import("./admin/deletion/deletion-page.js")).DeletionPage }),
  history: async () => ({ Component: (await import("./admin/history/history-page.js")).HistoryPage }),
  extra: async () => ({ Component: (await import("./admin/object-page-view.js")).ObjectPageView }),
};

async function holdersRoute(sources: ConsoleSources): Promise<Pick<RouteObject, "Component" | "loader">> {
  const { holdersLoader, HoldersPage } = await import("./pages/holders-page.js");
  return { Component: HoldersPage, loader: holdersLoader(sources) };
}

/** The further pages that models describe; by name, so that other pages of objects stay as they are. */
function extraPages(sources: ConsoleSources): RouteObject[] {
  const names = new Set(sources.site.models.flatMap(({ extraPages: pagesOfModel = [] }) => pagesOfModel.map(({ name }) => name)));
  return [...names].map((name) => ({
    path: `:app/:model/:id/${name}`,
    loader: objectPageLoader(sources, name),
    lazy: lazyPages.extra,
  }));
}

/** Who is logged in is asked again when a page is read again, and not for each page, search and filter. */
function isSamePlace({ currentUrl, nextUrl, defaultShouldRevalidate }: ShouldRevalidateFunctionArgs): boolean {
  return defaultShouldRevalidate && currentUrl.href === nextUrl.href;
}

function withSlash(address: string): string {
  return address.endsWith("/") ? address : `${address}/`;
}
