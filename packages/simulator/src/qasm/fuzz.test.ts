import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { QasmError } from "../errors.ts";
import { createRandom } from "../math/random.ts";
import { parseQasm } from "./parse-qasm.ts";

const texts = (
  JSON.parse(await readFile(new URL("./reference/programs.json", import.meta.url), "utf8")) as {
    text: string;
  }[]
).map(({ text }) => text);
// Every construct of version 3, as often as all other programs together.
const features = await readFile(new URL("./reference/features-3.qasm", import.meta.url), "utf8");

const pieces = [
  ..."{}()[];,!~^/*-+=<>@$\"'.:#\u0000é\n".split(""),
  "0 -1 1e999 99999999999999999999 pi q[9] ** ++ -> == && measure reset if else for in while".split(" "),
  "ctrl @|pow(2.5) @|inv @|/*|//|gate g a { h a; }|if(c==1)|qreg q[3];|qubit[3] q;|let a = q;|input float z;".split(
    "|",
  ),
  "const int k = 1<<400;|def f(qubit q) { f(q); }|f(q[0]);|switch(c) { case 1 {} }|break;|return 1;|end;".split(
    "|",
  ),
  'bit[3] b = "101";|c[0] && c|for int i in [0:3] {|while(true) {}|barrier;|box {|delay[10ns] q;|$3'.split(
    "|",
  ),
].flat();

test("mutated programs are read or refused with a QasmError", () => {
  const seed = 20261126;
  const random = createRandom(seed);
  const below = (limit: number): number => Math.floor(random.uniform() * limit);
  const mutate = (text: string): string => {
    const at = below(text.length);
    switch (below(4)) {
      case 0:
        return text.slice(0, at) + text.slice(at + 1 + below(4));
      case 1: {
        const from = below(text.length);
        return text.slice(0, at) + text.slice(from, from + 40) + text.slice(at);
      }
      case 2:
        return text.slice(0, at);
      default:
        return `${text.slice(0, at)} ${pieces[below(pieces.length)]} ${text.slice(at)}`;
    }
  };
  let [readCount, refusedCount] = [0, 0];
  for (let run = 0; run < 2500; run++) {
    let text = run % 2 === 0 ? features : texts[below(texts.length)];
    for (let count = 1 + below(3); count > 0; count--) text = mutate(text);
    try {
      parseQasm(text, { limits: { operations: 10_000, steps: 10_000 } });
      readCount++;
    } catch (error) {
      expect(error, `seed ${seed}, run ${run}:\n${text}`).toBeInstanceOf(QasmError);
      const { line, column } = (error as QasmError).details;
      expect(Math.min(line, column)).toBeGreaterThanOrEqual(1);
      refusedCount++;
    }
  }
  // Both happen, or the mutations test nothing.
  expect(readCount).toBeGreaterThan(50);
  expect(refusedCount).toBeGreaterThan(50);
});
