import { type LoaderFunction, redirect } from "react-router";

import { Fault } from "../../api/fault.js";
import { logInAddress } from "./frame-loader.js";

/** A loader that leads to the log-in page when the session has ended meanwhile, and from there back. */
export function guarded(load: LoaderFunction): LoaderFunction {
  return async (context) => {
    try {
      return await load(context, undefined);
    } catch (fault) {
      if (fault instanceof Fault && fault.kind === "logged-out") throw redirect(logInAddress(new URL(context.request.url)));
      throw fault;
    }
  };
}
