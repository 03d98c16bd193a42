import { describe, expect, test } from "vitest";
import { createCircuit } from "../circuit/circuit.ts";
import { quantumFourierTransform } from "../circuit/library/quantum-fourier-transform.ts";
import { gate, measure } from "../circuit/operation.ts";
import { parameter } from "../circuit/parameter.ts";
import { bellCircuit, everySignCircuit, forManyCircuits } from "../testing/sample-circuits.ts";
import { layOutCircuit } from "./circuit-layout.ts";
import { drawCircuitSvg } from "./draw-circuit-svg.ts";
import { svgColours } from "./svg-theme.ts";

/** Names of the elements of an XML text; fails where tags are not nested or characters not escaped. */
function elementNames(xml: string): string[] {
  const names: string[] = [];
  const open: string[] = [];
  const pattern = /<(\/?)([a-z]+)((?:\s[\w:-]+="[^"<]*")*)\s*(\/?)>|([^<]+)/gy;
  while (pattern.lastIndex < xml.length) {
    const at = pattern.lastIndex;
    const match = pattern.exec(xml);
    if (!match) throw new Error(`not well-formed at "${xml.slice(at, at + 60)}"`);
    const [, closing, name = "", attributes = "", isEmpty, text] = match as (string | undefined)[];
    if (text !== undefined || attributes !== "") {
      expect(`${text ?? ""}${attributes}`).not.toMatch(/&(?!(amp|lt|gt|quot|#39);)/);
    }
    if (text !== undefined) continue;
    if (closing) expect(open.pop()).toBe(name);
    else {
      names.push(name);
      if (!isEmpty) open.push(name);
    }
  }
  expect(open).toEqual([]);
  return names;
}

describe("drawCircuitSvg", () => {
  test.each(["auto", "light", "dark"] as const)("with the theme %s is well-formed", (theme) => {
    forManyCircuits((circuit) => {
      const names = elementNames(drawCircuitSvg(circuit, { theme, width: 500 }));
      const { elements } = layOutCircuit(circuit);
      expect(names.filter((name) => name === "g")).toHaveLength(elements.length);
      expect(names.filter((name) => name === "title")).toHaveLength(elements.length + 1);
      expect(names.filter((name) => name === "desc")).toHaveLength(1);
    });
  });

  test("tells what it shows", () => {
    const svg = drawCircuitSvg(bellCircuit, { title: "A <Bell> pair" });
    expect(svg).toMatch(/^<svg [^>]*role="img" aria-label="A &lt;Bell&gt; pair"/);
    expect(svg).toContain("<title>A &lt;Bell&gt; pair</title>");
    expect(svg).toContain(
      "<desc>2 qubits, 2 classical bits, 4 elements in 4 columns. H on q0; cx on q1 controlled by q0; " +
        "measure q0 into c[0]; measure q1 into c[1]</desc>",
    );
    expect(drawCircuitSvg(everySignCircuit)).toContain("X on bob[1] controlled by alice[1] being 0, bob[2]");
  });

  test("is self-contained: no script, no address but the namespace", () => {
    const svg = drawCircuitSvg(everySignCircuit);
    expect(svg.match(/https?:[^"]*/g)).toEqual(["http://www.w3.org/2000/svg"]);
    expect(svg).not.toMatch(/<script|<image|<use|@import|url\(|\son\w+=/);
  });

  test("text of the circuit is escaped", () => {
    const evil = `"><script>alert('1')</script>&\u0000\uD800`;
    const registers = { qubits: [{ name: evil, size: 2 }], bits: [{ name: `${evil}c`, size: 1 }] };
    const circuit = createCircuit(2, [gate("rx", [0], [parameter(evil)]), measure([0], [0])], {
      bitCount: 1,
      registers,
    });
    const svg = drawCircuitSvg(circuit, { title: evil });
    expect(elementNames(svg)).not.toContain("script");
    expect(svg.isWellFormed()).toBe(true);
    expect(svg).not.toContain("\u0000");
  });

  test("fixed themes use no CSS, and lay a ground", () => {
    for (const theme of ["light", "dark"] as const) {
      const svg = drawCircuitSvg(bellCircuit, { theme });
      expect(svg).not.toMatch(/var\(|<style/);
      expect(svg).toContain(`fill="${svgColours(theme).colour("surface")}"/>`);
    }
    expect(drawCircuitSvg(bellCircuit)).toContain("prefers-color-scheme:dark");
  });

  test("wraps at its width", () => {
    const size = (svg: string): number[] => /viewBox="0 0 (\d+) (\d+)"/.exec(svg)!.slice(1).map(Number);
    const [width, height] = size(drawCircuitSvg(quantumFourierTransform(6)));
    const [narrow, tall] = size(drawCircuitSvg(quantumFourierTransform(6), { width: 400 }));
    expect(width).toBeGreaterThan(800);
    expect(narrow).toBeLessThanOrEqual(400);
    expect(tall).toBeGreaterThan(2 * height);
  });

  test("bad options are refused", () => {
    expect(() => drawCircuitSvg(bellCircuit, { width: 10 })).toThrow(
      "width must be at least 200 pixels, got 10",
    );
    expect(() => drawCircuitSvg(bellCircuit, { theme: "blue" as "dark" })).toThrow(
      "theme must be auto, light or dark",
    );
  });
});

/** Contrast ratio of two colours #rrggbb; source: WCAG 2.2, "relative luminance" and "contrast ratio". */
function contrast(first: string, second: string): number {
  const luminance = (colour: string): number => {
    const channels = [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16) / 255);
    const [r, g, b] = channels.map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const [a, b] = [luminance(first), luminance(second)];
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

test.each(["light", "dark"] as const)("text and lines of the %s theme stand out (WCAG AA)", (theme) => {
  const { colour } = svgColours(theme);
  expect(contrast(colour("ink"), colour("surface"))).toBeGreaterThan(7);
  expect(contrast(colour("wire"), colour("surface"))).toBeGreaterThan(4.5);
  for (const family of ["fixed", "rotation", "matrix", "readout", "branch"] as const) {
    expect(contrast(colour("ink"), colour(`${family}-fill`)), family).toBeGreaterThan(7);
    // Pins and other small text in the line's colour.
    expect(contrast(colour(`${family}-line`), colour(`${family}-fill`)), family).toBeGreaterThan(4.5);
    expect(contrast(colour(`${family}-line`), colour("surface")), family).toBeGreaterThan(4.5);
  }
});
