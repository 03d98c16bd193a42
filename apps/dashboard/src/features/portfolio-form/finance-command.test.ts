import {
  backtestRequestSchema,
  frontierRequestSchema,
  optionRequestSchema,
  riskRequestSchema,
} from "@ansatz/contract";
import { expect, test } from "vitest";
import {
  backtestCommandWords,
  frontierCommandWords,
  optionCommandWords,
  riskCommandWords,
} from "./finance-command.ts";

test.each<[string, readonly string[], string]>([
  [
    "a frontier",
    frontierCommandWords(
      frontierRequestSchema.parse({
        sample: "us-stocks",
        cardinality: 5,
        maximumWeight: 0.3,
        excluded: ["GE"],
      }),
    ),
    "frontier --sample us-stocks --cardinality 5 --exclude GE --max-weight 0.3",
  ],
  [
    "a backtest",
    backtestCommandWords(
      backtestRequestSchema.parse({
        prices: "x",
        benchmark: "Index",
        pick: 3,
        strategies: ["exact", "equal-weight"],
        rebalancing: 21,
        proportionalCosts: 0.002,
      }),
    ),
    "backtest --prices prices.csv --benchmark Index --pick 3 --strategies exact,equal-weight --rebalance 21 --costs 0.002",
  ],
  [
    "a risk",
    riskCommandWords(
      riskRequestSchema.parse({
        sample: "us-stocks",
        model: "t",
        weights: { KO: 0.5, PEP: -0.5 },
        level: 0.99,
      }),
    ),
    "risk --sample us-stocks --model t --weights KO=0.5,PEP=-0.5 --level 0.99",
  ],
  [
    "an option",
    optionCommandWords(
      optionRequestSchema.parse({
        kind: "barrier",
        type: "put",
        spot: 100,
        strike: 95,
        volatility: 0.2,
        barrier: 80,
        direction: "down",
        errorSeries: false,
      }),
    ),
    "option --kind barrier --type put --spot 100 --strike 95 --volatility 0.2 --barrier 80 --direction down --no-error-series",
  ],
])("%s is repeated by its command", (_, words, command) => expect(words.join(" ")).toBe(command));
