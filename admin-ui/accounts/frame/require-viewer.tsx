import type { ReactNode } from "react";
import { Navigate, Outlet, useLocation } from "react-router";

import { LoadingNote, useViewer } from "../../react/index.js";
import { logInAddress } from "../addresses.js";

/** Sends whoever is not logged in, or not any more, to the log-in page, which leads back. */
export function RequireViewer(): ReactNode {
  const { viewer } = useViewer();
  const { pathname, search } = useLocation();
  if (viewer === undefined) return <LoadingNote />;
  if (viewer === null) return <Navigate to={logInAddress(pathname + search)} replace />;
  return <Outlet />;
}
