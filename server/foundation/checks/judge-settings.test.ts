import { expect, test } from "@jest/globals";
import { pino } from "pino";

import { loadSettings, type Settings, SettingsError } from "../platform/settings/load-settings.js";
import { judgeSettings } from "./judge-settings.js";

/** What judging writes into the log. */
function logOf(settings: Settings): unknown[] {
  const lines: string[] = [];
  judgeSettings(settings, pino({ base: null, timestamp: false }, { write: (line) => void lines.push(line) }));
  return lines.map((line): unknown => JSON.parse(line));
}

test("settings that contradict each other are a warning in the log", () => {
  expect(logOf(loadSettings({ GATEHOUSE_SESSION_LIFETIME_SECONDS: "3600" }))).toEqual([
    expect.objectContaining({ level: 40, id: "gatehouse.W001", about: "GATEHOUSE_SESSION_IDLE_SECONDS" }),
  ]);
});

test("what only a public installation should not have is not told at the start", () => {
  expect(logOf(loadSettings({}))).toEqual([]);
});

test("production does not start with a key that can be guessed", () => {
  const settings: Settings = { ...loadSettings({ GATEHOUSE_SECRET_KEYS: "x".repeat(32) }), environment: "production" };
  const judge = () => logOf(settings);
  expect(judge).toThrow(SettingsError);
  expect(judge).toThrow(/^GATEHOUSE_SECRET_KEYS: \(gatehouse\.E002\) /);
});
