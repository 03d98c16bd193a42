import type { Verdict } from "@ansatz/contract";

/** Text as HTML shows it, in contents and in attributes. */
export function escapeHtml(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("'", "&#39;");
}

export interface HtmlColumn {
  readonly title: string;
  /** Numbers belong to the right. */
  readonly align?: "left" | "right";
}

/** A table of texts. */
export function htmlTable(columns: readonly HtmlColumn[], rows: readonly (readonly string[])[]): string {
  const side = (index: number): string => (columns[index].align === "right" ? ' class="number"' : "");
  const head = columns.map(({ title }, index) => `<th scope="col"${side(index)}>${escapeHtml(title)}</th>`);
  const body = rows.map(
    (row) => `<tr>${row.map((cell, index) => `<td${side(index)}>${escapeHtml(cell)}</td>`).join("")}</tr>`,
  );
  return `<table>\n<thead><tr>${head.join("")}</tr></thead>\n<tbody>\n${body.join("\n")}\n</tbody>\n</table>`;
}

/** Labels with what they stand for. */
export function htmlFacts(facts: readonly (readonly [label: string, text: string])[]): string {
  const items = facts.map(
    ([label, text]) => `<div><dt>${escapeHtml(label)}</dt><dd>${escapeHtml(text)}</dd></div>`,
  );
  return `<dl>\n${items.join("\n")}\n</dl>`;
}

/** Sentences as a list; nothing where there are none. */
export function htmlList(sentences: readonly string[]): string {
  if (sentences.length === 0) return "";
  return `<ul>\n${sentences.map((sentence) => `<li>${escapeHtml(sentence)}</li>`).join("\n")}\n</ul>`;
}

export function htmlParagraph(text: string): string {
  return `<p>${escapeHtml(text)}</p>`;
}

export interface HtmlSection {
  readonly heading: string;
  /** HTML; what comes from outside has passed through {@link escapeHtml}. */
  readonly content: string;
}

export interface HtmlReport {
  readonly title: string;
  /** What was calculated, in a line. */
  readonly subtitle: string;
  readonly sections: readonly HtmlSection[];
  readonly verdict: Verdict;
  readonly warnings: readonly string[];
  /** How to get the same numbers again: versions, seed, command. */
  readonly provenance: string;
}

const style = `
:root { color-scheme: light; }
body { font: 15px/1.5 system-ui, sans-serif; color: #1b1f24; background: #fff; margin: 0 auto; max-width: 60rem; padding: 1.5rem; }
h1 { font-size: 1.6rem; margin: 0; }
h2 { font-size: 1.15rem; margin: 1.8rem 0 .5rem; border-bottom: 1px solid #c8ced6; }
.subtitle, footer { color: #4a5360; }
table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; font-size: .9rem; }
th, td { text-align: left; padding: .25rem .6rem .25rem 0; border-bottom: 1px solid #e2e6eb; vertical-align: top; }
.number { text-align: right; white-space: nowrap; }
dl { margin: 0; }
dl div { display: grid; grid-template-columns: 11rem 1fr; }
dt { color: #4a5360; }
dd { margin: 0; }
.verdict { border-left: 4px solid; padding: .1rem 0 .1rem 1rem; }
.excellent, .good { border-color: #1d7a46; }
.caution { border-color: #b7791f; }
.failed { border-color: #b3261e; }
figure { margin: 0; }
svg { width: 100%; height: auto; }
footer { margin-top: 2rem; font-size: .85rem; }
@media print {
  body { max-width: none; padding: 0; font-size: 10.5pt; }
  h2 { break-after: avoid; }
  figure, tr, .verdict { break-inside: avoid; }
  thead { display: table-header-group; }
}
`.trim();

/** A page of its own, without scripts and without anything from elsewhere, that prints well. */
export function htmlReport({ title, subtitle, sections, verdict, warnings, provenance }: HtmlReport): string {
  const section = ({ heading, content }: HtmlSection): string =>
    `<section>\n<h2>${escapeHtml(heading)}</h2>\n${content}\n</section>`;
  const judged = `<div class="verdict ${verdict.level}">${htmlParagraph(verdict.text)}</div>`;
  const all = [
    { heading: `Verdict: ${verdict.level}`, content: judged },
    ...(warnings.length === 0 ? [] : [{ heading: "Warnings", content: htmlList(warnings) }]),
    ...sections,
  ];
  return [
    "<!doctype html>",
    '<html lang="en">',
    "<head>",
    '<meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>${escapeHtml(title)}</title>`,
    `<style>\n${style}\n</style>`,
    "</head>",
    "<body>",
    `<header>\n<h1>${escapeHtml(title)}</h1>\n<p class="subtitle">${escapeHtml(subtitle)}</p>\n</header>`,
    "<main>",
    ...all.map(section),
    "</main>",
    `<footer>${escapeHtml(provenance)}</footer>`,
    "</body>",
    "</html>",
    "",
  ].join("\n");
}
