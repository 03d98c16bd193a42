import type { DraftStore } from "../../shared/form/draft-store.ts";
import { useJobForm, type JobForm } from "../../shared/form/use-job-form.ts";
import { sizeErrors } from "../market-input/body-size.ts";
import { marketErrorFields, type MarketDraft, type MarketTables } from "../market-input/market-draft.ts";
import { useMarket, type MarketState } from "../market-input/market-store.ts";
import { useMarketCheck, type MarketCheck } from "../market-input/use-market-check.ts";
import { fieldOfRequestPath, fieldsOfFinanceError } from "../portfolio-new/portfolio-errors.ts";
import { commandOfDraft } from "./command-of-draft.ts";

interface FinanceFormOptions<Draft> {
  readonly store: DraftStore<Draft>;
  readonly toJob: (draft: Draft, market: MarketDraft, tables: MarketTables) => unknown;
  /** Whether the draft asks something of the market at all. */
  readonly usesMarket?: (draft: Draft) => boolean;
}

export interface FinanceForm<Draft> extends JobForm<Draft> {
  readonly check: MarketCheck;
  readonly market: MarketState;
  /** The command that does the same in a terminal. */
  readonly command: string;
}

/** A form that asks a question of the market. */
export function useFinanceForm<Draft extends object>(options: FinanceFormOptions<Draft>): FinanceForm<Draft> {
  const { store, usesMarket = () => true } = options;
  const market = useMarket();
  const check = useMarketCheck();
  const toJob = (draft: Draft): unknown => options.toJob(draft, market.draft, market.tables);
  const fields = [...Object.keys(store.load()), ...marketErrorFields];
  const form = useJobForm({
    store,
    places: {
      fieldOfPath: (path) => fieldOfRequestPath(path, fields),
      fieldsOfError: (error) => fieldsOfFinanceError(error, fields),
    },
    toJob,
    known: (draft) =>
      usesMarket(draft) ? { ...check.errors, ...sizeErrors(market.draft, market.tables, toJob(draft)) } : {},
  });
  const known = usesMarket(form.draft) ? check.errors : {};
  return {
    ...form,
    errors: { ...known, ...form.errors },
    check,
    market,
    command: commandOfDraft(() => toJob(form.draft)),
  };
}
