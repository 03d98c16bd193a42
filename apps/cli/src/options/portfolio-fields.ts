/** Options that fill fields of portfolios and frontiers; `$1` is the field's own name. */
export const portfolioFields: readonly [RegExp, string][] = [
  [/^request\.sectorLimits/, "--sector-limits"],
  [/^request\.groups/, "--group"],
  [/^request\.required/, "--require"],
  [/^request\.excluded/, "--exclude"],
  [/^request\.minimumWeight/, "--min-weight"],
  [/^request\.maximumWeight/, "--max-weight"],
  [/^request\.maximumTurnover/, "--max-turnover"],
  [/^request\.maximumChanges/, "--max-changes"],
  [/^request\.lotPrices/, "--lot-prices"],
  [/^request\.costs\.fixed/, "--cost-fixed"],
  [/^request\.costs\.proportional/, "--cost-proportional"],
  [/^request\.warmStart/, "--warm-start"],
  [/^request\.multiAngle/, "--multi-angle"],
  [/^request\.riskFreeRate/, "--risk-free-rate"],
  [/^request\.secondsPerPoint/, "--seconds-per-point"],
  [
    /^request\.(sectors|views|form|steps|budget|objective|today|start|tail|restarts|returns|cardinality)\b/,
    "--$1",
  ],
];
