import {
  checkCovariance,
  estimateMoments,
  loadSampleUniverse,
  parseMoments,
  parsePriceTable,
  parsePriceTableStream,
  periodsPerYear,
  sampleUniverses,
  toReturns,
  type Estimator,
  type Moments,
  type PriceTable,
  type PriceTableReport,
  type ReturnTable,
} from "@ansatz/finance";
import type { EstimatorChoice, MarketFacts, MarketQuestion, PriceChartData, TableText } from "./types.ts";

/** Most dates and assets that the price chart draws. */
const chartDates = 300;
const chartSeries = 60;
/** Assets up to which the covariance's eigenvalues are computed in the page. */
const mostEigenvalues = 800;

function estimatorOf({ estimator, halfLife, factors }: EstimatorChoice): Estimator {
  if (estimator === "exponential") return { kind: estimator, halfLife };
  if (estimator === "factor-model") return { kind: estimator, factors };
  return { kind: estimator };
}

async function readTable(table: TableText, question: MarketQuestion): Promise<PriceTableReport> {
  const { frequency, benchmark, sectors } = question;
  const options = {
    ...(frequency === undefined ? {} : { frequency }),
    ...(benchmark === undefined ? {} : { benchmark }),
    ...(sectors === undefined ? {} : { sectors }),
  };
  if (typeof table === "string") return parsePriceTable(table, options);
  return parsePriceTableStream(readPieces(table), options);
}

/** The text of a file piece by piece, so that a large one is never held whole. */
async function* readPieces(file: File): AsyncGenerator<string> {
  const reader = file.stream().pipeThrough(new TextDecoderStream()).getReader();
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return;
    yield value;
  }
}

const textOf = (table: TableText): Promise<string> =>
  typeof table === "string" ? Promise.resolve(table) : table.text();

function correlationsOf({ covariance, assets }: Moments): Float64Array {
  const count = assets.length;
  const deviations = assets.map((_, i) => Math.sqrt(Math.max(0, covariance[i * count + i])));
  return Float64Array.from(covariance, (value, at) => {
    const [i, j] = [Math.floor(at / count), at % count];
    if (i === j) return 1;
    const scale = deviations[i] * deviations[j];
    return scale > 0 ? value / scale : 0;
  });
}

function covarianceFacts(moments: Moments): MarketFacts["covariance"] {
  const count = moments.assets.length;
  if (count > mostEigenvalues) {
    return {
      status: "positive-definite",
      message: `the covariance of more than ${mostEigenvalues} assets is checked when the job runs`,
      condition: null,
    };
  }
  const { status, message, smallestEigenvalue, largestEigenvalue } = checkCovariance(moments.covariance);
  return {
    status,
    message,
    condition: status === "positive-definite" ? largestEigenvalue / smallestEigenvalue : null,
  };
}

/** Values of money from returns, 1 before the first period. */
function growthOf(returns: ArrayLike<number>, width: number, asset: number): number[] {
  const values = [1];
  for (let at = asset; at < returns.length; at += width) values.push(values.at(-1)! * (1 + returns[at]));
  return values;
}

function chartOf({ assets, dates, returns, benchmark }: ReturnTable, firstDate: string): PriceChartData {
  const count = assets.length;
  const allDates = [firstDate, ...dates];
  const step = Math.max(1, Math.ceil((allDates.length - 1) / (chartDates - 1)));
  const places: number[] = [];
  for (let place = allDates.length - 1; place >= 0; place -= step) places.unshift(place);
  if (places[0] !== 0) places.unshift(0);
  const thinned = (values: readonly number[]): number[] => places.map((place) => 100 * values[place]);
  const grown = assets.map((_, asset) => growthOf(returns, count, asset));
  return {
    dates: places.map((place) => allDates[place]),
    series: assets.slice(0, chartSeries).map(({ name }, asset) => ({ name, values: thinned(grown[asset]) })),
    benchmark: benchmark
      ? { name: benchmark.name, values: thinned(growthOf(benchmark.returns, 1, 0)) }
      : null,
    average: places.map((place) => (100 * grown.reduce((sum, values) => sum + values[place], 0)) / count),
  };
}

/** Mean and standard deviation a year of one series of returns. */
function yearly(returns: ArrayLike<number>, perYear: number): { expectedReturn: number; volatility: number } {
  let mean = 0;
  for (let at = 0; at < returns.length; at++) mean += returns[at] / returns.length;
  let squares = 0;
  for (let at = 0; at < returns.length; at++) squares += (returns[at] - mean) ** 2;
  return {
    expectedReturn: mean * perYear,
    volatility: Math.sqrt((squares / Math.max(1, returns.length - 1)) * perYear),
  };
}

interface Observed {
  readonly returns: ReturnTable;
  readonly prices: PriceTable | undefined;
}

function factsOfReturns(
  { returns, prices }: Observed,
  question: MarketQuestion,
  more: Pick<MarketFacts, "content" | "understood" | "findings" | "sample">,
): MarketFacts {
  const moments = estimateMoments(returns, estimatorOf(question));
  const { assets, mean, covariance, source } = moments;
  const count = assets.length;
  const firstDate = prices?.dates[0] ?? returns.dates[0];
  const lastRow = prices && prices.prices.length - count;
  const { benchmark } = returns;
  return {
    ...more,
    dates: { first: firstDate, last: returns.dates.at(-1)! },
    frequency: returns.frequency,
    observations: returns.dates.length,
    assets: assets.map(({ name, sector }, asset) => ({
      name,
      sector: sector ?? null,
      expectedReturn: mean[asset],
      volatility: Math.sqrt(Math.max(0, covariance[asset * count + asset])),
      growth: growthOf(returns.returns, count, asset).at(-1)!,
      lastPrice: prices && lastRow !== undefined ? prices.prices[lastRow + asset] : null,
    })),
    benchmark: benchmark
      ? { name: benchmark.name, ...yearly(benchmark.returns, periodsPerYear[returns.frequency]) }
      : null,
    chart: chartOf(returns, firstDate),
    correlations: correlationsOf(moments),
    estimator: source.estimator,
    shrinkage: source.shrinkage ?? null,
    covariance: covarianceFacts(moments),
  };
}

/**
 * What a market's tables hold: reads them as a job will and estimates the same moments.
 *
 * Throws PriceTableError and MomentsError, whose details name row and column where there is one.
 */
export async function checkMarket(question: MarketQuestion): Promise<MarketFacts> {
  if (question.source === "sample") {
    const prices = await loadSampleUniverse(question.sample);
    const { title, description, source, licence, isReal } = sampleUniverses.find(
      ({ id }) => id === question.sample,
    )!;
    return factsOfReturns({ returns: toReturns(prices), prices }, question, {
      content: "prices",
      understood: null,
      findings: [],
      sample: { title, description, source, licence, isReal },
    });
  }
  if (question.source === "prices") {
    const report = await readTable(question.table, question);
    const { layout, rowCount } = report.understood;
    return factsOfReturns(
      { returns: report.returns, prices: report.content === "prices" ? report.prices : undefined },
      question,
      {
        content: report.content,
        understood: { layout, rowCount },
        findings: report.findings.map(({ severity, message }) => ({ severity, message })),
        sample: null,
      },
    );
  }
  const { frequency, sectors, repair } = question;
  const read = parseMoments(await textOf(question.means), question.risk && (await textOf(question.risk)), {
    ...(frequency === undefined ? {} : { frequency }),
    ...(sectors === undefined ? {} : { sectors }),
    repair,
  });
  const { moments, check, findings } = read;
  const count = moments.assets.length;
  return {
    content: "moments",
    understood: null,
    dates: null,
    frequency: frequency ?? null,
    observations: null,
    assets: moments.assets.map(({ name, sector }, asset) => ({
      name,
      sector: sector ?? null,
      expectedReturn: moments.mean[asset],
      volatility: Math.sqrt(Math.max(0, moments.covariance[asset * count + asset])),
      growth: null,
      lastPrice: null,
    })),
    benchmark: null,
    findings: findings.map((message) => ({
      severity:
        message === check.message || message.startsWith("the covariance was replaced")
          ? "warning"
          : "information",
      message,
    })),
    chart: null,
    correlations: correlationsOf(moments),
    estimator: moments.source.estimator,
    shrinkage: null,
    covariance: {
      status: check.status,
      message: check.message,
      condition:
        check.status === "positive-definite" ? check.largestEigenvalue / check.smallestEigenvalue : null,
    },
    sample: null,
  };
}
