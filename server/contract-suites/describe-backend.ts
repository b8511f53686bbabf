import assert from "node:assert/strict";

import {
  type AuthenticationBackend,
  AuthenticationRefused,
  type Authenticated,
  type Credentials,
} from "../modules/authentication/authentication-backend.js";
import type { TestRunner } from "./test-runner.js";

/** Credentials, and the key of the user they belong to. */
export interface KnownCredentials {
  readonly credentials: Credentials;
  readonly userId: string;
}

/** An authentication backend to be judged. Its methods are called when tests run, so users may be made before. */
export interface BackendSubject {
  /** Makes the backend. */
  makeBackend(): AuthenticationBackend | Promise<AuthenticationBackend>;
  /** Credentials that the backend knows. */
  known(): KnownCredentials;
  /** Credentials of its kind that are not right, by what is wrong with them: unknown account, wrong password, inactive account. */
  wrong(): Readonly<Record<string, Credentials>>;
  /** Credentials after which nobody else may be asked, by reason; absent for a backend that never refuses. */
  refused?(): Readonly<Record<string, Credentials>>;
}

/** What other backends are asked with, and what an attacker makes of it. */
const foreignCredentials: readonly Credentials[] = [
  {},
  { identifier: "ada" },
  { password: "brave-Tulip-river-42" },
  { identifier: null, password: undefined },
  { identifier: 1, password: true },
  { identifier: ["ada"], password: { length: 1 } },
  { ticket: "8f14e45f", realm: "elsewhere" },
];

const hostileTexts = ["", "\0", "ada\0", "\ud800", "' OR 1=1 --", "*)(uid=*", "__proto__", "a".repeat(20_000)];

/** The contract of authentication backends as tests. Every backend that Gatehouse is to ask should pass them. */
export function describeBackend(name: string, subject: BackendSubject, { describe, test }: TestRunner): void {
  describe(`${name} keeps the contract of authentication backends:`, () => {
    test("its name is short, plain, and the same whenever it is made", async () => {
      const [first, second] = [await subject.makeBackend(), await subject.makeBackend()];
      assert.match(first.name, /^\S{1,100}$/u);
      assert.equal(second.name, first.name);
    });

    test("it tells whose right credentials are, every time", async () => {
      const backend = await subject.makeBackend();
      const { credentials, userId } = subject.known();
      const answers = [await ask(backend, credentials), await ask(backend, credentials)];
      assert.deepEqual(answers.map(userIdOf), [userId, userId]);
    });

    test("it tells so to many who ask at once", async () => {
      const backend = await subject.makeBackend();
      const { credentials, userId } = subject.known();
      const answers = await Promise.all(Array.from({ length: 4 }, async () => ask(backend, credentials)));
      assert.deepEqual(answers.map(userIdOf), [userId, userId, userId, userId]);
    });

    test("it says nothing of wrong credentials", async () => {
      const backend = await subject.makeBackend();
      for (const [fault, credentials] of Object.entries(subject.wrong())) {
        assert.equal(userIdOf(await ask(backend, credentials)), undefined, `knows somebody by ${fault}`);
      }
    });

    test("it refuses what nobody else may be asked about", async () => {
      const backend = await subject.makeBackend();
      for (const [reason, credentials] of Object.entries(subject.refused?.() ?? {})) {
        await assert.rejects(ask(backend, credentials), AuthenticationRefused, `does not refuse ${reason}`);
      }
    });

    test("it leaves credentials of another kind to others", async () => {
      const backend = await subject.makeBackend();
      for (const credentials of foreignCredentials) expectStranger(await ask(backend, credentials), credentials);
    });

    test("no text makes it fail or know somebody", async () => {
      const backend = await subject.makeBackend();
      for (const text of hostileTexts) {
        for (const credentials of hostileVariants(subject.known().credentials, text))
          expectStranger(await ask(backend, credentials), credentials);
      }
    });
  });
}

/** Asks as Gatehouse does. Credentials are frozen: a backend that writes into them fails. */
async function ask(backend: AuthenticationBackend, credentials: Credentials): Promise<Authenticated | null> {
  return backend.authenticate(Object.freeze({ ...credentials }), {
    source: { ipAddress: "192.0.2.1", addressPrefix: "192.0.2.1", userAgent: null, requestId: "contract" },
  });
}

/** Known credentials with one text replaced. */
function hostileVariants(known: Credentials, text: string): Credentials[] {
  return Object.entries(known).flatMap(([name, value]) => (typeof value === "string" ? [{ ...known, [name]: text }] : []));
}

function expectStranger(answer: Authenticated | null, credentials: Credentials): void {
  assert.equal(answer, null, `knows somebody by ${JSON.stringify(credentials).slice(0, 200)}`);
}

function userIdOf(answer: Authenticated | null): string | undefined {
  return answer?.userId;
}
