import { useJobForm } from "../../shared/form/use-job-form.ts";
import { sizeErrors } from "../market-input/body-size.ts";
import { DataCheck } from "../market-input/DataCheck.tsx";
import { MarketCard } from "../market-input/MarketCard.tsx";
import { useMarket } from "../market-input/market-store.ts";
import { useMarketCheck } from "../market-input/use-market-check.ts";
import { FinanceFormLayout } from "../portfolio-form/FinanceFormLayout.tsx";
import { commandOfDraft } from "../portfolio-form/command-of-draft.ts";
import { AdvancedCard } from "./AdvancedCard.tsx";
import { LimitsCard } from "./LimitsCard.tsx";
import { MandateCard } from "./MandateCard.tsx";
import { toPortfolioJob } from "./portfolio-draft.ts";
import { portfolioErrorPlaces } from "./portfolio-errors.ts";
import { portfolioStore } from "./portfolio-store.ts";
import { SizePreview } from "./SizePreview.tsx";

/** A market, a mandate, and the button that finds the portfolio. */
export default function NewPortfolioPage() {
  const market = useMarket();
  const check = useMarketCheck();
  const form = useJobForm({
    store: portfolioStore,
    places: portfolioErrorPlaces(portfolioStore.load().groups.map(({ name }) => name)),
    toJob: (draft) => toPortfolioJob(draft, market.draft, market.tables),
    known: (draft) => ({
      ...check.errors,
      ...sizeErrors(market.draft, market.tables, toPortfolioJob(draft, market.draft, market.tables)),
    }),
  });
  const errors = { ...check.errors, ...form.errors };
  const assets = check.facts?.assets ?? [];
  const names = assets.map(({ name }) => name);
  const sectors = [...new Set(assets.flatMap(({ sector }) => sector ?? []))].sort();
  return (
    <FinanceFormLayout
      title="Portfolio under a mandate"
      description="A selection, weights or lots by a simulated quantum algorithm, beside the proven optimum, with a verdict that claims no more than was found."
      form={{ ...form, errors }}
      submit="Find the portfolio"
      side={<SizePreview draft={form.draft} facts={check.facts} />}
    >
      <MarketCard
        errors={errors}
        clear={form.clear}
        facts={check.facts}
        command={commandOfDraft(() => toPortfolioJob(form.draft, market.draft, market.tables))}
      />
      <DataCheck check={check} />
      <MandateCard form={form} assets={names} />
      <LimitsCard form={form} assets={names} sectors={sectors} />
      <AdvancedCard form={form} />
    </FinanceFormLayout>
  );
}
