import assert from "node:assert/strict";

import type { ObjectPermissionHolder, ObjectPermissionSource, ObjectQuestion } from "../modules/accounts/object-permissions.js";
import type { TestRunner } from "./test-runner.js";

/** A source of object permissions to be judged. Its methods are called when tests run, so users and objects may be made before. */
export interface ObjectPermissionSourceSubject {
  /** Makes the source. */
  makeSource(): ObjectPermissionSource | Promise<ObjectPermissionSource>;
  /** Somebody who may do some things. */
  holder(): ObjectPermissionHolder;
  /** Questions that are answered with yes about the holder; at least one. */
  allowed(): readonly ObjectQuestion[];
  /** Questions that are answered with no. */
  denied(): readonly ObjectQuestion[];
}

const hostileTexts = ["", "\0", "\ud800", "' OR 1=1 --", "__proto__", "01890000-0000-7000-8000-000000000000", "a".repeat(20_000)];

/** The contract of sources of object permissions as tests. Every source that Gatehouse is to ask should pass them. */
export function describeObjectPermissionSource(name: string, subject: ObjectPermissionSourceSubject, { describe, test }: TestRunner): void {
  describe(`${name} keeps the contract of sources of object permissions:`, () => {
    test("it answers many questions in their order", async () => {
      const [allowed, denied] = [subject.allowed(), subject.denied()];
      assert.ok(allowed.length > 0, "the subject names nothing that is allowed");
      assert.deepEqual(await ask(subject, [...denied, ...allowed]), [...denied.map(() => false), ...allowed.map(() => true)]);
      assert.deepEqual(await ask(subject, [...allowed, ...denied]), [...allowed.map(() => true), ...denied.map(() => false)]);
    });

    test("it answers one question as it does among others", async () => {
      for (const question of subject.allowed()) assert.deepEqual(await ask(subject, [question]), [true]);
      for (const question of subject.denied()) assert.deepEqual(await ask(subject, [question]), [false]);
    });

    test("it answers a thousand questions, and none", async () => {
      const [question] = subject.allowed();
      const many = Array.from({ length: 1000 }, (_, index) =>
        index % 2 === 0 && question ? question : { permission: "no.thing", objectId: `${index}` },
      );
      assert.deepEqual(
        await ask(subject, many),
        many.map((one) => one === question),
      );
      assert.deepEqual(await ask(subject, []), []);
    });

    test("no text makes it fail or allow something", async () => {
      for (const { permission, objectId } of subject.allowed()) {
        const questions = hostileTexts.flatMap((text) => [
          { permission, objectId: text },
          { permission: text, objectId },
        ]);
        assert.deepEqual(
          await ask(subject, questions),
          questions.map(() => false),
        );
      }
    });
  });
}

/** Asks as Gatehouse does. Questions are frozen: a source that writes into them fails. */
async function ask(subject: ObjectPermissionSourceSubject, questions: readonly ObjectQuestion[]): Promise<readonly boolean[]> {
  const source = await subject.makeSource();
  return source.may(subject.holder(), Object.freeze(questions.map((question) => Object.freeze({ ...question }))));
}
