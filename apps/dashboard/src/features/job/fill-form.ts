import type { Job } from "@ansatz/contract";
import { draftOfJob } from "../new-calculation/draft.ts";
import { saveDraft } from "../new-calculation/draft-store.ts";
import { fieldOfError } from "../new-calculation/field-errors.ts";
import { handOver as handOverCalculation } from "../new-calculation/handed-errors.ts";
import { handOver } from "../../shared/form/handed-errors.ts";

/** Whether a job's form can be filled again. */
export function hasForm({ kind }: Job): boolean {
  return kind !== "circuit";
}

/** Fills the form of a job's kind with its request, and with its error where it failed; returns the form's address. */
export async function fillForm(job: Job): Promise<string> {
  if (job.kind === "ground-state" || job.kind === "bond-scan") {
    saveDraft(draftOfJob(job));
    if (job.error) handOverCalculation({ [fieldOfError(job.error.code)]: job.error.message });
    return "/";
  }
  if (job.error) handOver({ form: job.error.message });
  switch (job.kind) {
    case "portfolio":
      (await import("../portfolio-new/portfolio-store.ts")).fillPortfolioForm(job.request);
      return "/portfolios/new";
    case "frontier":
      (await import("../frontier-new/frontier-form.ts")).fillFrontierForm(job.request);
      return "/frontiers/new";
    case "backtest":
      (await import("../backtest-new/backtest-form.ts")).fillBacktestForm(job.request);
      return "/backtests/new";
    case "risk":
      (await import("../risk-new/risk-form.ts")).fillRiskForm(job.request);
      return "/risks/new";
    case "option":
      (await import("../option-new/option-form.ts")).fillOptionForm(job.request);
      return "/options/new";
    case "circuit":
      return "/playground";
    case "audit":
    case "train":
    case "propose":
      (await import("../materials-new/materials-store.ts")).fillMaterialsForm(job);
      return "/materials/new";
  }
}
