import { exitCodes } from "@ansatz/contract";
import { namedNoiseModels } from "@ansatz/jobs";
import { printJson } from "../output/json.ts";
import { createReport } from "../output/report.ts";
import { paragraph } from "../output/text.ts";
import type { CommandContext } from "../terminal.ts";

/** `ansatz noise-presets`: prints the noise models that have a name, with their sources. */
export async function listNoisePresets(
  options: { readonly json?: true },
  { terminal }: CommandContext,
): Promise<number> {
  const presets = await namedNoiseModels();
  if (options.json) {
    printJson(presets, terminal);
    return exitCodes.success;
  }
  const report = createReport(terminal);
  for (const { name = "", description = "" } of presets) {
    report.line(report.style.bold(name));
    report.line(paragraph("  ", description, report.width));
    report.line();
  }
  report.line(
    "Use one as --noise NAME; --json prints the models to start one of your own from, for --noise FILE.",
  );
  report.print();
  return exitCodes.success;
}
