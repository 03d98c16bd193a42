import { exitCodes } from "@ansatz/contract";
import { catalogue } from "@ansatz/jobs";
import { printJson } from "../output/json.ts";
import { createReport } from "../output/report.ts";
import { paragraph, table } from "../output/text.ts";
import type { CommandContext } from "../terminal.ts";

interface ListOptions {
  readonly json?: true;
}

/** `ansatz molecules`: prints the molecule library. */
export async function molecules(options: ListOptions, { terminal }: CommandContext): Promise<number> {
  const { molecules: library } = await catalogue();
  if (options.json) {
    printJson(library, terminal);
    return exitCodes.success;
  }
  const report = createReport(terminal);
  const [head, ...rows] = table(
    [{ title: "Name" }, { title: "Formula" }, { title: "2S+1", align: "right" }, { title: "Title" }],
    library.map(({ name, formula, multiplicity, title }) => [name, formula, String(multiplicity), title]),
  );
  report.line(report.style.dim(head));
  for (const row of rows) report.line(row);
  report.line();
  report.line("Use one as --molecule NAME. Where a geometry comes from is shown with its result.");
  report.print();
  return exitCodes.success;
}

/** `ansatz basis-sets`: prints the basis sets with the elements they cover. */
export async function basisSets(options: ListOptions, { terminal }: CommandContext): Promise<number> {
  const { basisSets: sets } = await catalogue();
  if (options.json) {
    printJson(sets, terminal);
    return exitCodes.success;
  }
  const report = createReport(terminal);
  for (const { name, label, description, elements, citation } of sets) {
    report.line(report.style.bold(name) + (label.toLowerCase() === name ? "" : `  (${label})`));
    report.line(paragraph("  ", description, report.width));
    report.line(paragraph("  Elements: ", elements.join(" "), report.width));
    report.line(report.style.dim(paragraph("  ", citation, report.width)));
    report.line();
  }
  report.print();
  return exitCodes.success;
}
