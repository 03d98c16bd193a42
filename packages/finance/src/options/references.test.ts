import { describe, expect, test } from "vitest";
import { blackScholesPrice } from "./black-scholes.ts";
import { arithmeticAsianPrice, discreteBarrierPrice } from "./discrete-dates.ts";
import { geometricAsianPrice } from "./geometric-asian.ts";
import type { AsianOption } from "./option.ts";
import { continuousBarrierPrice } from "./reiner-rubinstein.ts";

describe("Black–Scholes", () => {
  test("published values", () => {
    // Hull, Options, Futures, and Other Derivatives (8th edition), example 14.6: call 4.76, put 0.81.
    const market = { spot: 42, volatility: 0.2, rate: 0.1 };
    expect(blackScholesPrice(market, { type: "call", strike: 40, maturity: 0.5 })).toBeCloseTo(4.76, 2);
    expect(blackScholesPrice(market, { type: "put", strike: 40, maturity: 0.5 })).toBeCloseTo(0.81, 2);
    // Haug (2007), page 4: a put on an index with dividends of 5 %: 2.4648.
    const index = { spot: 100, volatility: 0.2, rate: 0.1, dividendYield: 0.05 };
    expect(blackScholesPrice(index, { type: "put", strike: 95, maturity: 0.5 })).toBeCloseTo(2.4648, 4);
  });

  test("call − put is the discounted forward less strike", () => {
    const market = { spot: 90, volatility: 0.35, rate: 0.03, dividendYield: 0.06 };
    const terms = { strike: 100, maturity: 1.7 };
    const difference =
      blackScholesPrice(market, { ...terms, type: "call" }) -
      blackScholesPrice(market, { ...terms, type: "put" });
    expect(difference).toBeCloseTo(90 * Math.exp(-0.06 * 1.7) - 100 * Math.exp(-0.03 * 1.7), 12);
  });
});

describe("barriers under continuous observation", () => {
  // S = 100, T = 0.5, r = 8 %, q = 4 %, σ = 25 %, rebate 3, strikes 90, 100, 110; QuantLib 1.44 AnalyticBarrierEngine. To
  // four digits they stand in Haug, The Complete Guide to Option Pricing Formulas (1998), page 72.
  const table = [
    ["call", "down", "out", 95, [9.024567694966867, 6.792436575025226, 4.875857740147614]],
    ["call", "up", "out", 105, [2.678912504840112, 2.3580197908440614, 2.3453489463869635]],
    ["call", "down", "in", 95, [7.762670209856358, 4.01094185044907, 2.0576127527282657]],
    ["call", "up", "in", 105, [14.111173119603052, 8.448206354250173, 4.590969266108855]],
    ["put", "down", "out", 95, [2.279837967201535, 2.294749633343096, 2.6252135845486833]],
    ["put", "up", "out", 105, [3.775955132169751, 5.493227672371937, 7.518722082113079]],
    ["put", "down", "in", 95, [2.958582130655239, 6.567705376687977, 11.975227884407198]],
    ["put", "up", "in", 105, [1.4653126853069622, 3.3720750572790745, 7.084567106462741]],
  ] as const;
  const market = { spot: 100, volatility: 0.25, rate: 0.08, dividendYield: 0.04 };
  for (const [type, direction, knock, barrier, prices] of table) {
    test(`${type} ${direction}-and-${knock}`, () => {
      prices.forEach((price, k) => {
        const option = {
          kind: "barrier",
          type,
          direction,
          knock,
          barrier,
          strike: 90 + 10 * k,
          maturity: 0.5,
        } as const;
        expect(continuousBarrierPrice(market, option, 3)).toBeCloseTo(price, 10);
      });
    });
  }

  test("in and out without rebate add up to the vanilla option", () => {
    for (const type of ["call", "put"] as const) {
      for (const strike of [80, 120]) {
        const option = {
          kind: "barrier",
          type,
          strike,
          barrier: 110,
          direction: "up",
          maturity: 0.7,
        } as const;
        const sum =
          continuousBarrierPrice(market, { ...option, knock: "in" }) +
          continuousBarrierPrice(market, { ...option, knock: "out" });
        expect(sum).toBeCloseTo(blackScholesPrice(market, option), 11);
      }
    }
  });
});

describe("barriers at discrete dates", () => {
  // Density on 2^17 cells of a uniform grid, FFT convolution (NumPy, SciPy 1.17.1), converged to 1e-7.
  test.each([
    [{ spot: 100, volatility: 0.3, rate: 0.1 }, "call", 100, 85, "down", 0.2, 50, 6.3222401421397],
    [{ spot: 100, volatility: 0.3, rate: 0.1 }, "call", 100, 95, "down", 0.2, 50, 4.90678905316074],
    [{ spot: 100, volatility: 0.3, rate: 0.1 }, "call", 100, 99, "down", 0.2, 50, 2.336386923386191],
    [
      { spot: 100, volatility: 0.25, rate: 0.03, dividendYield: 0.01 },
      "call",
      105,
      130,
      "up",
      1,
      4,
      2.2824708792280504,
    ],
    [
      { spot: 100, volatility: 0.25, rate: 0.03, dividendYield: 0.01 },
      "put",
      105,
      115,
      "up",
      1,
      3,
      10.959295980633238,
    ],
  ] as const)(
    "%o %s %d, barrier %d %s",
    (market, type, strike, barrier, direction, maturity, observations, price) => {
      const option = {
        kind: "barrier",
        type,
        strike,
        barrier,
        direction,
        knock: "out",
        maturity,
        observations,
      } as const;
      expect(discreteBarrierPrice(market, option)).toBeCloseTo(price, 6);
    },
  );

  test("fifty dates act like a continuous barrier that is shifted by the continuity correction", () => {
    // exp(∓0.5826 σ√Δt); Broadie, Glasserman, Kou, Math. Finance 7, 325 (1997), theorem 1.1; good to about 1e-3 there.
    const market = { spot: 100, volatility: 0.3, rate: 0.1 };
    const terms = {
      kind: "barrier",
      type: "call",
      strike: 100,
      direction: "down",
      knock: "out",
      maturity: 0.2,
    } as const;
    for (const barrier of [85, 90, 95]) {
      const shifted = barrier * Math.exp(-0.5826 * 0.3 * Math.sqrt(0.2 / 50));
      const price = discreteBarrierPrice(market, { ...terms, barrier, observations: 50 });
      const continuous = (at: number): number => continuousBarrierPrice(market, { ...terms, barrier: at });
      expect(Math.abs(price - continuous(shifted))).toBeLessThan(2e-3);
      expect(price - continuous(barrier)).toBeGreaterThan(0.01);
    }
  });

  test("one observation at maturity is a difference of vanilla and digital payoffs", () => {
    const market = { spot: 100, volatility: 0.3, rate: 0.05 };
    const terms = { type: "call", maturity: 1 } as const;
    const price = discreteBarrierPrice(market, {
      ...terms,
      kind: "barrier",
      strike: 100,
      barrier: 120,
      direction: "up",
      knock: "in",
      observations: 1,
    });
    // (S − 100)⁺ 1(S ≥ 120) = (S − 120)⁺ + 20·1(S ≥ 120), the digital as a narrow spread.
    const call = (strike: number): number => blackScholesPrice(market, { ...terms, strike });
    const digital = (call(119.99) - call(120.01)) / 0.02;
    expect(price).toBeCloseTo(call(120) + 20 * digital, 6);
  });
});

describe("Asian options", () => {
  const asian = (rest: Partial<AsianOption>): AsianOption => ({
    kind: "asian",
    average: "arithmetic",
    type: "call",
    strike: 100,
    maturity: 1,
    fixings: 4,
    ...rest,
  });

  test("the geometric average at ten fixings has the published price", () => {
    // Clewlow and Strickland (1998), pages 118–123, to ten digits in the test suite of QuantLib: 5.3425606635.
    const market = { spot: 100, volatility: 0.2, rate: 0.06, dividendYield: 0.03 };
    expect(geometricAsianPrice(market, asian({ average: "geometric", fixings: 10 }))).toBeCloseTo(
      5.3425606635,
      9,
    );
  });

  test("arithmetic averages agree with QuantLib", () => {
    // QuantLib 1.44 ChoiAsianEngine(process, 40, 2^20): four fixings are converged; twelve still move by 4e-5 from 2^15
    // to 2^20 integration steps, towards these prices.
    const first = { spot: 100, volatility: 0.25, rate: 0.06, dividendYield: 0.03 };
    expect(arithmeticAsianPrice(first, asian({}))).toBeCloseTo(7.423566361515598, 8);
    const third = { spot: 90, volatility: 0.13, rate: 0.025, dividendYield: 0.06 };
    const levy = { type: "put", strike: 87, maturity: 11 / 12, includesSpot: true } as const;
    expect(arithmeticAsianPrice(third, asian({ ...levy, fixings: 4 }))).toBeCloseTo(1.5864029543368832, 8);
    const second = { spot: 100, volatility: 0.4, rate: 0.05 };
    const twelve = arithmeticAsianPrice(second, asian({ type: "put", strike: 105, fixings: 12 }));
    expect(Math.abs(twelve - 10.806170270639191)).toBeLessThan(1e-5);
    const monthly = arithmeticAsianPrice(third, asian({ ...levy, fixings: 12 }));
    expect(Math.abs(monthly - 1.6992847185828759)).toBeLessThan(1e-6);
    // Two fixings of which one is the spot: half a put at 2·87 − 90, e^(−rT) E[(87 − (90 + S)/2)⁺].
    const half = blackScholesPrice(third, { type: "put", strike: 84, maturity: 11 / 12 }) / 2;
    expect(arithmeticAsianPrice(third, asian({ ...levy, fixings: 2 }))).toBeCloseTo(half, 12);
    // Levy in Clewlow and Strickland, Exotic Options (1997), by simulation (they scatter by 2e-3): 2, 4, 8 and 12 fixings.
    [1.3942835683, 1.5852442983, 1.66970673, 1.6980019214].forEach((price, k) => {
      const fixings = [2, 4, 8, 12][k];
      expect(Math.abs(arithmeticAsianPrice(third, asian({ ...levy, fixings })) - price)).toBeLessThan(3e-3);
    });
  });

  test("one fixing is a European option; the geometric call costs less than the arithmetic one", () => {
    const market = { spot: 100, volatility: 0.3, rate: 0.04 };
    const european = blackScholesPrice(market, { type: "call", strike: 100, maturity: 1 });
    for (const average of ["arithmetic", "geometric"] as const) {
      const price = average === "geometric" ? geometricAsianPrice : arithmeticAsianPrice;
      expect(price(market, asian({ average, fixings: 1 }))).toBeCloseTo(european, 11);
    }
    expect(geometricAsianPrice(market, asian({ average: "geometric" }))).toBeLessThan(
      arithmeticAsianPrice(market, asian({})),
    );
  });
});
