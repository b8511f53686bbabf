/** What the headers depend on. */
export interface SecurityHeaderSettings {
  /** Whether browsers reach the server by HTTPS, directly or through a proxy. */
  readonly https: boolean;
}

/** Sources that a page may use beside our own files. Scripts are not on the list: they come from our files only. */
export interface PageSources {
  readonly style?: readonly string[];
  readonly image?: readonly string[];
  readonly font?: readonly string[];
  readonly connect?: readonly string[];
  readonly worker?: readonly string[];
}

/** Headers of every answer that is data and not a page: nothing in it may be run, framed or guessed at. */
export function apiSecurityHeaders(settings: SecurityHeaderSettings): Record<string, string> {
  return {
    ...commonHeaders(settings),
    "Referrer-Policy": "no-referrer",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
  };
}

/** Headers of pages served from our own files. `same-origin` keeps links with secrets in them from foreign sites. */
export function pageSecurityHeaders(settings: SecurityHeaderSettings, sources: PageSources = {}): Record<string, string> {
  return { ...commonHeaders(settings), "Referrer-Policy": "same-origin", "Content-Security-Policy": pageContentSecurityPolicy(sources) };
}

/** A policy without inline script, plug-ins, foreign forms, frames, or a `<base>` that would redirect links. */
export function pageContentSecurityPolicy(sources: PageSources = {}): string {
  const directive = (name: string, extra: readonly string[] = []): string => [name, "'self'", ...extra].join(" ");
  return [
    "default-src 'none'",
    directive("script-src"),
    directive("style-src", sources.style),
    directive("img-src", sources.image),
    directive("font-src", sources.font),
    directive("connect-src", sources.connect),
    directive("worker-src", sources.worker),
    directive("form-action"),
    "object-src 'none'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join("; ");
}

function commonHeaders({ https }: SecurityHeaderSettings): Record<string, string> {
  return {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    // One year; without includeSubDomains, because other hosts of the domain are not ours to decide about.
    ...(https ? { "Strict-Transport-Security": "max-age=31536000" } : {}),
  };
}
