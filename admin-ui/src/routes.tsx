import type { ApolloClient } from "@apollo/client";
import { createBrowserRouter, type LoaderFunction, type LoaderFunctionArgs, redirect } from "react-router";

import { ChangeListPage } from "./admin/change-list/change-list-page.js";
import { changeListLoader } from "./admin/change-list/change-list-loader.js";
import { changeFormLoader } from "./admin/change-form/change-form-loader.js";
import { formPageLoader } from "./admin/change-form/form-page-loader.js";
import type { AdminSite } from "./admin/site.js";
import { ConsoleContext } from "./admin/frame/console-context.js";
import { BareFaultPage, FaultPage } from "./admin/frame/fault-page.js";
import { impersonationAddress, loadFrame } from "./admin/frame/frame-loader.js";
import { SiteFrame } from "./admin/frame/site-frame.js";
import { DashboardPage } from "./pages/dashboard-page.js";
import { ImpersonationPage, loadImpersonation } from "./pages/impersonation-page.js";
import { LoggedOutPage } from "./pages/logged-out-page.js";
import { logInLoader, LogInPage } from "./pages/log-in-page.js";
import { NotFoundPage } from "./pages/not-found-page.js";
import { PasswordChangeDonePage, PasswordChangePage } from "./pages/password-change-page.js";
import { text } from "./text/text.js";

/** The addresses of the console: those of the Django admin. */
export function createRouter(client: ApolloClient, site: AdminSite): ReturnType<typeof createBrowserRouter> {
  const whole = { client, site };
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
            loader: async (context) => (await setUpPage()).takeSetUpToken(context),
            lazy: async () => ({ Component: (await setUpPage()).SetUpPage }),
          },
          {
            path: impersonationAddress,
            loader: async (context) => loadImpersonation(client, context),
            element: <ImpersonationPage />,
          },
          {
            loader: async ({ request }: LoaderFunctionArgs) => loadFrame(client, request),
            element: <SiteFrame />,
            children: [{ errorElement: <FaultPage />, children: pages(whole) }],
          },
        ],
      },
    ],
    { basename: import.meta.env.BASE_URL },
  );
}

function pages({ client, site }: { client: ApolloClient; site: AdminSite }) {
  return [
    { index: true, element: <DashboardPage /> },
    { path: "password_change", element: <PasswordChangePage /> },
    { path: "password_change/done", element: <PasswordChangeDonePage /> },
    { path: ":app", loader: appLoader(site), element: <DashboardPage /> },
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
    {
      path: ":app/:model/:id",
      loader: ({ request }: LoaderFunctionArgs) => redirect(new URL("change/", withSlash(request.url)).href),
      element: null,
    },
    { path: "*", element: <NotFoundPage /> },
  ];
}

/** Needed once in the life of an installation. */
const setUpPage = async () => import("./pages/set-up-page.js");

function appLoader(site: AdminSite): LoaderFunction {
  return ({ params }) => {
    if (!site.models.some(({ app }) => app === params["app"])) throw new Response(null, { status: 404 });
    return null;
  };
}

function withSlash(address: string): string {
  return address.endsWith("/") ? address : `${address}/`;
}
