import { deflateRawSync } from "node:zlib";
import { gate } from "@ansatz/simulator";
import { describe, expect, test } from "vitest";
import { emptyDocument } from "../editor/circuit-document.ts";
import { examples } from "../editor/examples.ts";
import { decodeLink, encodeLink, isCircuitLink, toJson } from "./link-codec.ts";
import { defaultSettings } from "./shared-state.ts";

const settings = { shots: 250, seed: 7, noise: 0.05 };

/** A link with that state, packed by another program. */
const linkOf = (state: unknown, version = "1"): string =>
  `circuit=${version}.${deflateRawSync(JSON.stringify(state)).toString("base64url")}`;

describe("a link", () => {
  test.each(examples)("gives the example $id back as it was", async ({ document }) => {
    const link = await encodeLink({ document, settings });
    expect(link).toMatch(/^circuit=1\.[\w-]+$/);
    expect(isCircuitLink(link)).toBe(true);
    expect(await decodeLink(link)).toEqual({ document, settings });
  });

  test("keeps gaps between columns", async () => {
    const document = { ...emptyDocument, columns: [[], [gate("h", [1])]] };
    expect((await decodeLink(await encodeLink({ document, settings }))).document).toEqual(document);
  });

  test("of a Bell pair is short enough to read out", async () => {
    const bell = examples.find(({ id }) => id === "bell")!;
    expect((await encodeLink({ document: bell.document, settings })).length).toBeLessThan(220);
  });

  test("packed by another deflate is read; settings out of range become the usual ones", async () => {
    const state = { qubitCount: 1, columns: [[gate("h", [0])]], shots: -5, seed: "x", noise: 3 };
    expect(await decodeLink(linkOf(state))).toEqual({
      document: { qubitCount: 1, bitCount: 0, columns: [[gate("h", [0])]], values: {} },
      settings: defaultSettings,
    });
  });

  test("whose operations lie on top of each other is laid out anew", async () => {
    const state = { qubitCount: 2, columns: [[gate("h", [0]), gate("cx", [0, 1])]] };
    expect((await decodeLink(linkOf(state))).document.columns).toEqual([
      [gate("h", [0])],
      [gate("cx", [0, 1])],
    ]);
  });
});

describe("a broken link says what is wrong", () => {
  const full = encodeLink({ document: examples[0].document, settings });
  test.each([
    ["without a circuit", "about=1.abc", "no circuit"],
    ["of another version", linkOf({}, "9"), "version 9"],
    ["with characters of no base64", "circuit=1.@@@@", "damaged"],
    ["that is empty", "circuit=1.", "damaged"],
    ["with a list", linkOf([1]), "damaged"],
    ["with too many qubits", linkOf({ qubitCount: 99, columns: [] }), "at most 20 qubits"],
    ["without columns", linkOf({ qubitCount: 2, columns: "h" }), "no columns"],
    [
      "with an unknown gate",
      linkOf({ qubitCount: 2, columns: [[{ gate: "q", qubits: [0], parameters: [] }]] }),
      "q",
    ],
    ["with a qubit too many", linkOf({ qubitCount: 1, columns: [[gate("h", [1])]] }), "operations[0]"],
    ["with a null for an operation", linkOf({ qubitCount: 1, columns: [[null]] }), "operations[0]"],
  ])("%s", async (_what, link, message) => {
    await expect(decodeLink(link)).rejects.toMatchObject({
      name: "UnreadableLinkError",
      message: expect.stringContaining(message) as string,
    });
  });

  test("cut off at any length", async () => {
    const link = await full;
    for (let length = "circuit=1.".length; length < link.length - 1; length += 7) {
      await expect(decodeLink(link.slice(0, length))).rejects.toMatchObject({ name: "UnreadableLinkError" });
    }
  });

  test("that unpacks to more than any circuit needs", async () => {
    const bomb = deflateRawSync(Buffer.alloc(50_000_000, " ")).toString("base64url");
    expect(bomb.length).toBeLessThan(100_000);
    await expect(decodeLink(`circuit=1.${bomb}`)).rejects.toThrow("more than any circuit needs");
  });
});

test("the JSON holds the plain circuit and the values of its parameters", () => {
  const { document } = examples[0];
  expect(JSON.parse(toJson(document))).toEqual({
    qubitCount: 1,
    bitCount: 0,
    operations: document.columns.flat(),
    parameters: document.values,
  });
});
