import { type ReactNode, useEffect } from "react";
import { useNavigate } from "react-router";

import { text } from "../../text/text.js";
import type { ModelAdmin } from "../model-admin.js";
import { useMessages } from "./messages.js";

/** Stands where an object was: leads to the dashboard and tells why, as Django does. */
export function Gone({ admin, id }: { admin: ModelAdmin; id: string }): ReactNode {
  const { showNext } = useMessages();
  const navigate = useNavigate();
  useEffect(() => {
    showNext({ level: "warning", content: text.faults.gone(admin.labels.singular, id) });
    void navigate("/", { replace: true });
  }, [admin, id, navigate, showNext]);
  return null;
}
