import type { OptionRequest, OptionResult, RiskResult } from "@ansatz/contract";
import { workerModule } from "@ansatz/simulator";
import { checkInThread } from "../threads/call-apart.ts";
import type { JobDefinition } from "./job-definition.ts";
import { optionTitle, riskTitle } from "./risk-title.ts";

const riskModule = workerModule(import.meta.url, "../tasks/risk-tasks");
const versions = { node: process.versions.node };

export const riskDefinition: JobDefinition = {
  kind: "risk",
  versions,
  check: checkInThread({ module: riskModule, name: "checkRiskJob" }),
  run: { module: riskModule, name: "runRiskJob" },
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
