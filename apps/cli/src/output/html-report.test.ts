import { expect, test } from "vitest";
import { csvText } from "./csv.ts";
import { htmlLineChart, roundTicks } from "./html-report-chart.ts";
import { htmlFacts, htmlList, htmlReport, htmlTable } from "./html-report.ts";

const nasty = `<script>alert("1")</script> & 'x'`;

test("what comes from outside is never markup", () => {
  const page = htmlReport({
    title: nasty,
    subtitle: nasty,
    sections: [
      {
        heading: nasty,
        content: [
          htmlTable([{ title: nasty }], [[nasty]]),
          htmlFacts([[nasty, nasty]]),
          htmlList([nasty]),
          htmlLineChart({
            title: nasty,
            x: { label: nasty },
            y: { label: nasty, format: () => nasty },
            series: [
              {
                label: nasty,
                points: [
                  [0, 1],
                  [1, 2],
                ],
              },
            ],
          }),
        ].join(""),
      },
    ],
    verdict: { level: "good", text: nasty },
    warnings: [nasty],
    provenance: nasty,
  });
  expect(page).not.toContain("<script");
  expect(page).not.toContain("'x'");
  expect(page.match(/&lt;script&gt;/g)!.length).toBeGreaterThan(10);
  expect(page).not.toMatch(/https?:|src=|@import/);
});

test.each<[number, number]>([
  [0, 1],
  [-3, 12],
  [1e6, 4e6],
])("ticks of %d to %d are round and inside", (low, high) => {
  const ticks = roundTicks(low, high);
  expect(ticks.length).toBeGreaterThanOrEqual(3);
  expect(ticks.length).toBeLessThanOrEqual(8);
  for (const tick of ticks) {
    expect(tick).toBeGreaterThanOrEqual(low);
    expect(tick).toBeLessThanOrEqual(high);
  }
  const step = ticks[1] - ticks[0];
  expect([1, 2, 5]).toContain(Math.round(step / 10 ** Math.floor(Math.log10(step) + 1e-9)));
});

test("a logarithmic chart leaves out what has no logarithm and puts decades in equal steps", () => {
  const svg = htmlLineChart({
    title: "errors",
    x: { label: "calls", scale: "logarithmic" },
    y: { label: "error", scale: "logarithmic" },
    series: [
      {
        label: "a",
        shape: "points",
        points: [
          [1, 1],
          [10, 0.1],
          [100, 0.01],
          [1000, 0],
          [0, 5],
        ],
      },
    ],
  });
  const xs = [...svg.matchAll(/<circle cx="([\d.]+)" cy/g)].map(([, x]) => Number(x));
  // Three points and one of the legend.
  expect(xs).toHaveLength(4);
  expect(xs[1] - xs[0]).toBeCloseTo(xs[2] - xs[1], 0);
  expect(svg).not.toContain("NaN");
});

test("a chart without points is nothing, one of a constant stays finite", () => {
  expect(htmlLineChart({ title: "", x: { label: "" }, y: { label: "" }, series: [] })).toBe("");
  const flat = {
    label: "flat",
    points: [
      [0, 5],
      [1, 5],
    ] as const,
  };
  expect(htmlLineChart({ title: "", x: { label: "" }, y: { label: "" }, series: [flat] })).not.toMatch(
    /NaN|Infinity/,
  );
});

test("CSV cells are quoted where they must be and are never formulas", () => {
  const text = csvText([
    ["a,b", 'say "x"', -1.5e-7],
    ["=1+1", "plain", Number.NaN],
  ]);
  expect(text).toBe('\uFEFF"a,b","say ""x""",-1.5e-7\r\n"\'=1+1",plain,\r\n');
});
