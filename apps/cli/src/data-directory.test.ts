import { mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, expect, test } from "vitest";
import { dataDirectory, ensureDataDirectory } from "./data-directory.ts";
import { DataDirectoryError } from "./errors.ts";

const scratch = mkdtempSync(join(tmpdir(), "ansatz-data-"));
afterAll(() => {
  rmSync(scratch, { recursive: true });
});

test("the option goes before the environment, which goes before the platform's folder", () => {
  const environment = { ANSATZ_DATA: "from-environment", XDG_DATA_HOME: "/xdg" };
  expect(dataDirectory("given", environment)).toBe(resolve("given"));
  expect(dataDirectory(undefined, environment)).toBe(resolve("from-environment"));
});

test.runIf(process.platform === "linux")("on Linux the XDG base directories decide", () => {
  expect(dataDirectory(undefined, { XDG_DATA_HOME: "/xdg" })).toBe("/xdg/ansatz");
  const usual = join(homedir(), ".local/share/ansatz");
  expect(dataDirectory(undefined, {})).toBe(usual);
  expect(dataDirectory(undefined, { XDG_DATA_HOME: "relative" })).toBe(usual);
});

test("a missing directory is made for its owner alone", () => {
  const directory = join(scratch, "a", "b");
  ensureDataDirectory(directory);
  expect(statSync(directory).isDirectory()).toBe(true);
  if (process.platform !== "win32") expect(statSync(directory).mode & 0o077).toBe(0);
});

test("a directory that cannot be made is named with the remedy", () => {
  writeFileSync(join(scratch, "file"), "");
  const blocked = join(scratch, "file", "data");
  expect(() => {
    ensureDataDirectory(blocked);
  }).toThrow(DataDirectoryError);
  expect(() => {
    ensureDataDirectory(blocked);
  }).toThrow(/file\/data.*--data DIRECTORY or ANSATZ_DATA/);
});

test.runIf(process.platform === "linux")(
  "a folder that takes no directory ends in an error, not in a wait",
  () => {
    expect(() => {
      ensureDataDirectory("/proc/ansatz/data");
    }).toThrow(DataDirectoryError);
  },
);
