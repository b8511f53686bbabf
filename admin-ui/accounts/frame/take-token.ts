import type { LoaderFunction } from "react-router";

/** What stands in the address bar instead of the token, as in Django. */
const placeholder = "set-password";

/**
 * Takes the token of a mailed link out of the address bar at once: whoever looks over the shoulder, or at the history, could use it.
 * From then on it is in the memory of the page only.
 *
 * @param folder where such links point, with a slash at the end
 * @returns a loader that gives the token; null when the page was loaded again
 */
export function takeToken(folder: string): LoaderFunction {
  return ({ params }): string | null => {
    history.replaceState(history.state, "", `${folder}${placeholder}/`);
    const { token = placeholder } = params;
    return token === placeholder ? null : token;
  };
}
