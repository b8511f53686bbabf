/**
 * Suites that a backend, hasher, mail transport or source of object permissions of yours should pass, for any test runner with `describe` and `test`:
 *
 *     import { describe, test } from "node:test";
 *     import { describeMailTransport } from "gatehouse-identity/testing";
 *     describeMailTransport("our mail queue", { makeTransport, receivedBy }, { describe, test });
 */
export { type BackendSubject, describeBackend, type KnownCredentials } from "./contract-suites/describe-backend.js";
export { describeMailTransport, type MailTransportSubject, type ReceivedMail } from "./contract-suites/describe-mail-transport.js";
export { describeObjectPermissionSource, type ObjectPermissionSourceSubject } from "./contract-suites/describe-object-permission-source.js";
export type { TestRunner } from "./contract-suites/test-runner.js";
export { describeHasher, type HasherSubject, type KnownRecord } from "./modules/passwords/hashers/describe-hasher.js";
