import type { Answer } from "../../shared/page-worker.ts";
import type { Frequency, SampleUniverse, TableFinding } from "@ansatz/finance";

/** Text of a table, or a file that is read piece by piece. */
export type TableText = string | File;

/** How moments are estimated, as a request has it. */
export interface EstimatorChoice {
  readonly estimator: "sample" | "exponential" | "ledoit-wolf" | "oas" | "factor-model";
  readonly halfLife: number;
  readonly factors: number;
}

export type MarketQuestion = {
  readonly frequency?: Frequency;
  readonly benchmark?: string;
  readonly sectors?: Readonly<Record<string, string>>;
} & EstimatorChoice &
  (
    | { readonly source: "sample"; readonly sample: SampleUniverse["id"] }
    | { readonly source: "prices"; readonly table: TableText }
    | {
        readonly source: "moments";
        readonly means: TableText;
        readonly risk: TableText | undefined;
        readonly repair: boolean;
      }
  );

export interface AssetFacts {
  readonly name: string;
  readonly sector: string | null;
  /** A year. */
  readonly expectedReturn: number;
  readonly volatility: number;
  /** Money made of 1 over the table's time; null where there are no prices or returns. */
  readonly growth: number | null;
  /** The last price; null for returns and moments. */
  readonly lastPrice: number | null;
}

/** Prices as they are drawn: at most a few hundred dates, each series 100 at the first. */
export interface PriceChartData {
  readonly dates: readonly string[];
  readonly series: readonly { readonly name: string; readonly values: readonly number[] }[];
  readonly benchmark: { readonly name: string; readonly values: readonly number[] } | null;
  /** Equal parts, bought once. */
  readonly average: readonly number[];
}

/** What a market's tables hold, before anything is asked of it. */
export interface MarketFacts {
  readonly content: "prices" | "returns" | "moments";
  /** How the text was understood; null for samples and moments. */
  readonly understood: { readonly layout: "wide" | "long"; readonly rowCount: number } | null;
  readonly dates: { readonly first: string; readonly last: string } | null;
  readonly frequency: Frequency | null;
  /** Periods of returns. */
  readonly observations: number | null;
  readonly assets: readonly AssetFacts[];
  readonly benchmark: {
    readonly name: string;
    readonly expectedReturn: number;
    readonly volatility: number;
  } | null;
  readonly findings: readonly Pick<TableFinding, "severity" | "message">[];
  readonly chart: PriceChartData | null;
  /** Of assets i and j at i·assets + j. */
  readonly correlations: Float64Array;
  readonly estimator: string;
  /** Share of the shrinkage target. */
  readonly shrinkage: number | null;
  readonly covariance: {
    readonly status: "positive-definite" | "singular" | "indefinite";
    readonly message: string;
    /** Largest over smallest eigenvalue; null where it is not positive definite. */
    readonly condition: number | null;
  };
  /** Where the sample comes from and under which licence. */
  readonly sample: Pick<SampleUniverse, "title" | "description" | "source" | "licence" | "isReal"> | null;
}

/** What the worker answers. */
export interface MarketWorker {
  checkMarket(question: MarketQuestion): Promise<Answer<MarketFacts>>;
}
