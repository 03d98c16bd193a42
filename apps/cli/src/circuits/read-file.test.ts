import { expect, test } from "vitest";
import { decode } from "./read-file.ts";

test.each<[string, Buffer]>([
  ["UTF-8", Buffer.from("date;Müller\n")],
  ["UTF-8 with a mark", Buffer.from("\uFEFFdate;Müller\n")],
  ["UTF-16, low byte first", Buffer.from("\uFEFFdate;Müller\n", "utf16le")],
  ["UTF-16, high byte first", Buffer.from("\uFEFFdate;Müller\n", "utf16le").swap16()],
  ["Windows-1252", Buffer.from("date;Müller\n", "latin1")],
])("a table in %s is read", (_, bytes) => {
  expect(decode(bytes)).toBe("date;Müller\n");
});

test("nothing is read from nothing", () => {
  expect(decode(Buffer.alloc(0))).toBe("");
});
