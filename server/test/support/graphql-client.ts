/** An error of a GraphQL answer, as far as tests look at it. */
export interface ErrorReply {
  readonly message: string;
  readonly path?: readonly string[];
  readonly extensions: Readonly<Record<string, unknown>> & { readonly code: string };
}

/** An answer of the API. */
export interface Reply<Data> {
  readonly status: number;
  readonly headers: Headers;
  readonly body: { readonly data?: Data | null; readonly errors?: readonly ErrorReply[]; readonly extensions?: unknown };
  /** Code of the first error. */
  readonly code: string | undefined;
}

/** Speaks to the API over real HTTP: as a browser with a cookie jar, or as a program with a bearer token. */
export class GraphqlClient {
  /** Cookies by name, as a browser would keep them. */
  readonly cookies = new Map<string, string>();
  /** Sent with every request when set. */
  bearer: string | undefined;
  /** Sent with every request. */
  readonly headers: Record<string, string> = {};

  constructor(readonly url: string) {}

  /** Sends one operation. */
  async send<Data = Record<string, unknown>>(query: string, variables: object = {}): Promise<Reply<Data>> {
    return this.post<Data>(JSON.stringify({ query, variables }));
  }

  /** Sends a body as it is. */
  async post<Data = Record<string, unknown>>(
    body: string | Uint8Array<ArrayBuffer>,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<Reply<Data>> {
    const response = await fetch(`${this.url}/graphql`, { method: "POST", body, headers: { ...this.requestHeaders(), ...headers } });
    this.keepCookies(response.headers.getSetCookie());
    const reply = (await response.json()) as Reply<Data>["body"];
    return { status: response.status, headers: response.headers, body: reply, code: reply.errors?.[0]?.extensions.code };
  }

  /**
   * Sends one operation that must succeed.
   *
   * @throws Error with the answer when it holds top-level errors
   */
  async ask<Data>(query: string, variables: object = {}): Promise<Data> {
    const { status, body } = await this.send<Data>(query, variables);
    if (status !== 200 || body.errors || !body.data) throw new Error(`status ${status}: ${JSON.stringify(body)}`);
    return body.data;
  }

  /** Another client that holds the same cookies and token now. */
  copy(): GraphqlClient {
    const copy = new GraphqlClient(this.url);
    for (const [name, value] of this.cookies) copy.cookies.set(name, value);
    copy.bearer = this.bearer;
    return copy;
  }

  private requestHeaders(): Record<string, string> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    return {
      "content-type": "application/json",
      ...(cookie !== "" && { cookie }),
      ...(this.bearer !== undefined && { authorization: `Bearer ${this.bearer}` }),
      ...this.headers,
    };
  }

  private keepCookies(setCookies: readonly string[]): void {
    for (const setCookie of setCookies) {
      const [name = "", value = ""] = (setCookie.split(";", 1)[0] ?? "").split("=");
      if (value === "" || /;\s*max-age=0/i.test(setCookie)) this.cookies.delete(name);
      else this.cookies.set(name, value);
    }
  }
}
