import { InvalidArgumentError } from "commander";
import { expect, test } from "vitest";
import { databaseLabel, databaseUrlOf } from "./database.ts";
import { decimal, integer, integerPair, port, positiveInteger, serverUrl } from "./values.ts";

test("numbers are read as written", () => {
  expect(integer("-1")).toBe(-1);
  expect(positiveInteger("12")).toBe(12);
  expect(decimal("1e-6")).toBe(1e-6);
  expect(integerPair("6, 8")).toEqual([6, 8]);
  expect(port("0")).toBe(0);
  expect(serverUrl("http://localhost:3210/")).toBe("http://localhost:3210");
  expect(serverUrl("https://chem.example/ansatz/")).toBe("https://chem.example/ansatz");
});

test.each([
  [integer, "1.5"],
  [integer, ""],
  [integer, "1e3"],
  [integer, "0x10"],
  [positiveInteger, "0"],
  [decimal, "Infinity"],
  [decimal, " "],
  [decimal, "1,5"],
  [integerPair, "6"],
  [integerPair, "6,6,6"],
  [integerPair, "-6,6"],
  [port, "65536"],
  [serverUrl, "localhost:3210"],
  [serverUrl, "ftp://host"],
])("%o refuses %j", (read, text) => {
  expect(() => read(text)).toThrow(InvalidArgumentError);
});

test("a database's password is never shown", () => {
  expect(databaseLabel("postgres://user:secret@db.example:5432/ansatz")).toBe(
    "PostgreSQL db.example:5432/ansatz",
  );
});

test("the database option goes before the environment, and other schemes are refused", () => {
  const environment = { DATABASE_URL: "postgres://a/b" };
  expect(databaseUrlOf(undefined, {})).toBeUndefined();
  expect(databaseUrlOf(undefined, environment)).toBe("postgres://a/b");
  expect(databaseUrlOf("postgresql://c/d", environment)).toBe("postgresql://c/d");
  expect(() => databaseUrlOf(undefined, { DATABASE_URL: "mysql://a/b" })).toThrow(/DATABASE_URL must be/);
});
