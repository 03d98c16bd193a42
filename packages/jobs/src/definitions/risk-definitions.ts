import type { OptionRequest, OptionResult, RiskRequest, RiskResult } from "@ansatz/contract";
import { workerModule } from "@ansatz/simulator";
import { checkRiskApart } from "../risks/check-risk-apart.ts";
import type { JobDefinition } from "./job-definition.ts";
import { optionTitle, riskTitle } from "./risk-title.ts";

const versions = { node: process.versions.node };

export const riskDefinition: JobDefinition = {
  kind: "risk",
  versions,
  check: async (request: RiskRequest, options) => {
    await checkRiskApart(request, options);
  },
  run: { module: workerModule(import.meta.url, "../tasks/risk-tasks"), name: "runRiskJob" },
  threads: "one",
  title: riskTitle,
  headline: ({ conditionalValueAtRisk, verdict }: RiskResult) => ({
    headline: conditionalValueAtRisk.estimate,
    verdictLevel: verdict.level,
  }),
};

export const optionDefinition: JobDefinition = {
  kind: "option",
  versions,
  check: async (request: OptionRequest) => {
    const { optionTaskOf } = await import("../risks/option-contract.ts");
    optionTaskOf(request);
  },
  run: { module: workerModule(import.meta.url, "../tasks/option-tasks"), name: "runOptionJob" },
  threads: "one",
  title: optionTitle,
  headline: ({ price, verdict }: OptionResult) => ({
    headline: price.estimate,
    verdictLevel: verdict.level,
  }),
};
