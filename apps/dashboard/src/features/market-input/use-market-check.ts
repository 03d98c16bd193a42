import { useDebouncedValue } from "@mantine/hooks";
import { skipToken, useQuery } from "@tanstack/react-query";
import type { FormErrors } from "../../shared/form/form-errors.ts";
import { sentence } from "../../shared/form/form-errors.ts";
import { askMarket } from "../market-worker/client.ts";
import { QuestionError } from "../../shared/page-worker.ts";
import type { MarketFacts, MarketQuestion } from "../market-worker/types.ts";
import { namesTables, parseSectors, type MarketTable } from "./market-draft.ts";
import { useMarket, type MarketState } from "./market-store.ts";

export interface MarketCheck {
  readonly facts: MarketFacts | undefined;
  readonly isPending: boolean;
  readonly errors: FormErrors;
  /** A fault that is no fault of the tables. */
  readonly failure: Error | undefined;
}

const content = ({ text, file }: MarketTable): string | File => file ?? text;

function questionOf({ draft, tables }: MarketState): MarketQuestion {
  const read = parseSectors(draft.sectors);
  const settings = {
    ...(draft.frequency === "" ? {} : { frequency: draft.frequency }),
    ...(draft.benchmark === "" ? {} : { benchmark: draft.benchmark }),
    ...("sectors" in read && Object.keys(read.sectors).length > 0 ? { sectors: read.sectors } : {}),
    estimator: draft.estimator,
    halfLife: draft.halfLife === "" ? 63 : draft.halfLife,
    factors: draft.factors === "" ? 3 : draft.factors,
  };
  if (draft.source === "sample") return { source: "sample", sample: draft.sample, ...settings };
  if (draft.source === "prices") return { source: "prices", table: content(tables.prices), ...settings };
  const { means, risk } = tables;
  const given = content(risk) === "" ? undefined : content(risk);
  return { source: "moments", means: content(means), risk: given, repair: draft.repair, ...settings };
}

/** The field that an error of the tables speaks of. */
export function fieldOfMarketError(
  { source, benchmark }: MarketState["draft"],
  code: string,
  message: string,
): string {
  if (/benchmark/i.test(message) && benchmark !== "") return "benchmark";
  if (/half-?life/i.test(message)) return "halfLife";
  if (/factors|components/i.test(message) && code === "moments" && source !== "moments") return "factors";
  if (/frequency/i.test(message) && /numbered|dates do not/i.test(message)) return "frequency";
  if (source === "sample") return "sample";
  if (source === "prices") return "prices";
  return /\bmeans?\b|deviation/i.test(message) && !/\brisks?\b/i.test(message) ? "means" : "risk";
}

/** Reads the market's tables in the page as they come and says what is wrong at the field where it is wrong. */
export function useMarketCheck(): MarketCheck {
  const market = useMarket();
  const [settled] = useDebouncedValue(market, 250);
  const { draft, tables, revision } = settled;
  const sectors = parseSectors(draft.sectors);
  const isAsked = namesTables(draft, tables) && !("error" in sectors);
  const { data, error, isFetching } = useQuery({
    queryKey: ["market", draft, revision],
    queryFn: isAsked ? () => askMarket(questionOf(settled)) : skipToken,
    staleTime: Infinity,
    gcTime: 60_000,
    retry: false,
  });
  const named = error instanceof QuestionError && error.code !== "internal" ? error : undefined;
  return {
    facts: error || !isAsked ? undefined : data,
    isPending: isFetching || settled !== market,
    errors: {
      ...("error" in sectors ? { sectors: sectors.error } : {}),
      ...(named ? { [fieldOfMarketError(draft, named.code, named.message)]: sentence(named.message) } : {}),
    },
    failure: error && !named ? error : undefined,
  };
}
