import { createRoot } from "react-dom/client";
import { RouterProvider } from "react-router";

import { createClient } from "./api/client.js";
import { site } from "./models/site.js";
import { createRouter } from "./routes.js";
import { applyStoredTheme } from "./theme/theme.js";
import "./theme/index.css";

applyStoredTheme();
addSlash();
const place = document.getElementById("console");
if (!place) throw new Error("index.html has lost its #console element.");
createRoot(place).render(<RouterProvider router={createRouter(createClient(), site)} />);

/** Every address ends in a slash, as in Django; people who type one leave it out. */
function addSlash(): void {
  const { pathname, search, hash } = location;
  if (!pathname.endsWith("/")) history.replaceState(null, "", `${pathname}/${search}${hash}`);
}
