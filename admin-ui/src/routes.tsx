import type { ApolloClient } from "@apollo/client";
import { createBrowserRouter, type LoaderFunctionArgs, redirect } from "react-router";

import { ChangeListPage } from "./admin/change-list/change-list-page.js";
import { changeListLoader } from "./admin/change-list/change-list-loader.js";
import { changeFormLoader } from "./admin/change-form/change-form-loader.js";
import { formPageLoader } from "./admin/change-form/form-page-loader.js";
import type { AdminSite } from "./admin/site.js";
import { ConsoleContext } from "./admin/frame/console-context.js";
import { FaultPage } from "./admin/frame/fault-page.js";
import { frameId, loadFrame } from "./admin/frame/frame-loader.js";
import { SiteFrame } from "./admin/frame/site-frame.js";
import { DashboardPage } from "./pages/dashboard-page.js";
import { LoggedOutPage } from "./pages/logged-out-page.js";
import { logInLoader, LogInPage } from "./pages/log-in-page.js";
import { NotFoundPage } from "./pages/not-found-page.js";
import { text } from "./text/text.js";

/** The addresses of the console: those of the Django admin. */
export function createRouter(client: ApolloClient, site: AdminSite): ReturnType<typeof createBrowserRouter> {
  const whole = { client, site };
  return createBrowserRouter(
    [
      {
        element: <ConsoleContext value={whole} />,
        errorElement: <FaultPage />,
        hydrateFallbackElement: <p className="loading">{text.site.loading}</p>,
        children: [
          { path: "login", loader: logInLoader(client), element: <LogInPage /> },
          { path: "logout", element: <LoggedOutPage /> },
          {
            id: frameId,
            loader: async ({ request }: LoaderFunctionArgs) => loadFrame(client, request),
            element: <SiteFrame />,
            children: [{ errorElement: <FaultPage />, children: pages(whole) }],
          },
        ],
      },
    ],
    { basename: "/admin" },
  );
}

function pages({ client, site }: { client: ApolloClient; site: AdminSite }) {
  return [
    { index: true, element: <DashboardPage /> },
    { path: ":app", element: <DashboardPage /> },
    { path: ":app/:model", loader: changeListLoader(client, site), element: <ChangeListPage /> },
    { path: ":app/:model/add", lazy: async () => ({ Component: (await import("./admin/change-form/add-form-page.js")).AddFormPage }) },
    {
      path: ":app/:model/:id/change",
      loader: changeFormLoader(client, site),
      lazy: async () => ({ Component: (await import("./admin/change-form/change-form-page.js")).ChangeFormPage }),
    },
    {
      path: ":app/:model/:id/:page",
      loader: formPageLoader(client, site),
      lazy: async () => ({ Component: (await import("./admin/change-form/form-page-view.js")).FormPageView }),
    },
    { path: ":app/:model/:id", loader: ({ request }: LoaderFunctionArgs) => redirect(new URL("change/", withSlash(request.url)).href) },
    { path: "*", element: <NotFoundPage /> },
  ];
}

function withSlash(address: string): string {
  return address.endsWith("/") ? address : `${address}/`;
}
