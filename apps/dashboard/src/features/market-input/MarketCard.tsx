import { Alert, SegmentedControl, Select, SimpleGrid, Stack, Text } from "@mantine/core";
import { Disclosure } from "../../shared/form/Disclosure.tsx";
import { ChoiceControl, LinesControl, NumberControl, SwitchControl } from "../../shared/form/controls.tsx";
import type { FormErrors } from "../../shared/form/form-errors.ts";
import type { FormState } from "../../shared/form/use-job-form.ts";
import { InfoIcon } from "../../shared/icons.tsx";
import { Section } from "../../shared/Section.tsx";
import { quote } from "../job-result/cli-command.ts";
import jobClasses from "../job-result/job-result.module.css";
import type { MarketFacts } from "../market-worker/types.ts";
import { sizeText, bodyLimitBytes } from "./body-size.ts";
import { largeFile, type MarketDraft, type TableName } from "./market-draft.ts";
import { setTable, updateMarket, useMarket } from "./market-store.ts";
import { TableInput } from "./TableInput.tsx";

interface MarketCardProps {
  readonly errors: FormErrors;
  /** Drops the errors of fields that change. */
  readonly clear: (fields: readonly string[]) => void;
  readonly facts: MarketFacts | undefined;
  /** Problems on prices alone take no moments and estimate none. */
  readonly isPricesOnly?: boolean;
  readonly hasEstimator?: boolean;
  /** The command that does the same in a terminal, for files that are too large to send. */
  readonly command: string;
}

/** Titles of alerts in the colour of text, which every background carries. */
const plainTitle = { title: { color: "inherit" } };

const samples = [
  { value: "us-stocks", label: "20 US stocks, daily, 2013 to 2022, with sectors and the S&P 500" },
  { value: "synthetic", label: "40 invented assets in 8 sectors, daily, 5 years" },
];

const estimators = [
  { value: "sample", label: "Sample mean and covariance" },
  { value: "ledoit-wolf", label: "Ledoit–Wolf shrinkage" },
  { value: "oas", label: "Oracle-approximating shrinkage (OAS)" },
  { value: "exponential", label: "Exponentially weighted" },
  { value: "factor-model", label: "Factor model: principal components" },
];

const frequencies = [
  { value: "", label: "as the dates tell" },
  ...["daily", "weekly", "monthly", "quarterly", "yearly"].map((value) => ({ value, label: value })),
];

const priceExample =
  "Date,AAPL,MSFT,KO\n2024-01-02,185.64,370.87,59.82\n2024-01-03,184.25,370.60,60.02\n2024-01-04,181.91,367.94,59.84";

/** Where prices or moments come from, and how they are read. */
export function MarketCard({
  errors,
  clear,
  facts,
  isPricesOnly = false,
  hasEstimator = true,
  command,
}: MarketCardProps) {
  const { draft, tables } = useMarket();
  const update = (change: Partial<MarketDraft>) => {
    clear([...Object.keys(change), ...("source" in change ? ["prices", "means", "risk"] : [])]);
    updateMarket(change);
  };
  const form: FormState<MarketDraft> = { draft, update, errors };
  const input = (name: TableName) => ({
    name,
    table: tables[name],
    error: errors[name],
    onChange: (table: (typeof tables)[TableName]) => {
      clear([name]);
      setTable(name, table);
    },
  });
  const source = isPricesOnly && draft.source === "moments" ? "" : draft.source;
  const large = largeFile(draft, tables);
  return (
    <Section title="1 · Market" description="Read in this page at once; sent only when a job is started.">
      <Stack gap="lg">
        <SegmentedControl
          aria-label="Where the market comes from"
          value={source}
          onChange={(value) => update({ source: value as MarketDraft["source"] })}
          data={[
            { value: "sample", label: "Sample" },
            { value: "prices", label: "Prices" },
            ...(isPricesOnly ? [] : [{ value: "moments", label: "Moments" }]),
          ]}
          style={{ alignSelf: "flex-start" }}
        />
        {source === "" && (
          <Text size="sm">This needs prices or returns: choose a sample or a table of prices.</Text>
        )}
        {source === "sample" && <ChoiceControl form={form} field="sample" label="Sample" choices={samples} />}
        {source === "prices" && (
          <TableInput
            {...input("prices")}
            label="Prices or returns"
            description="CSV or pasted from a spreadsheet: a date and a column an asset, or rows of date, asset, price."
            placeholder={priceExample}
          />
        )}
        {source === "moments" && (
          <SimpleGrid cols={{ base: 1, sm: 2 }}>
            <TableInput
              {...input("means")}
              label="Means"
              description="A row an asset: perhaps a name, the mean, the standard deviation."
              placeholder={"A, 0.08, 0.20\nB, 0.05, 0.12"}
            />
            <TableInput
              {...input("risk")}
              label="Risks"
              description="Covariances or correlations: a matrix, or rows i, j, value. Empty for a file of the OR-Library."
              placeholder={"1, 0.3\n0.3, 1"}
            />
          </SimpleGrid>
        )}
        {large && (
          <Alert
            variant="light"
            color="yellow"
            icon={<InfoIcon />}
            title="Too large to send"
            styles={plainTitle}
          >
            <Text size="sm" mb="xs">
              {large.name} has {sizeText(large.size)}; the server takes requests of up to{" "}
              {sizeText(bodyLimitBytes)}. It is checked here all the same. To run it, use a terminal beside
              the file:
            </Text>
            <code className={jobClasses.command}>
              {command.replace("prices.csv", () => quote(large.name))}
            </code>
          </Alert>
        )}
        <Disclosure
          title="How it is read"
          isForced={["frequency", "benchmark", "sectors", "halfLife", "factors", "estimator", "repair"].some(
            (field) => field in errors,
          )}
        >
          <Stack gap="md">
            <SimpleGrid cols={{ base: 1, xs: 2 }}>
              {hasEstimator && source !== "moments" && (
                <ChoiceControl
                  form={form}
                  field="estimator"
                  label="Estimator"
                  description="Of expected returns and covariances."
                  choices={estimators}
                />
              )}
              {hasEstimator && draft.estimator === "exponential" && source !== "moments" && (
                <NumberControl
                  form={form}
                  field="halfLife"
                  label="Half-life"
                  description="Periods after which an observation counts half."
                  placeholder="63"
                />
              )}
              {hasEstimator && draft.estimator === "factor-model" && source !== "moments" && (
                <NumberControl
                  form={form}
                  field="factors"
                  label="Factors"
                  description="Principal components."
                  placeholder="3"
                  allowDecimal={false}
                />
              )}
              {source !== "sample" && (
                <ChoiceControl
                  form={form}
                  field="frequency"
                  label="Frequency"
                  description={source === "moments" ? "Period of the values; else a year." : "Of the rows."}
                  choices={frequencies}
                />
              )}
              {source === "prices" && (
                <Select
                  label="Benchmark"
                  description="A column that is an index to compare with."
                  placeholder="none"
                  data={benchmarkChoices(draft, facts)}
                  value={draft.benchmark === "" ? null : draft.benchmark}
                  onChange={(value) => update({ benchmark: value ?? "" })}
                  clearable
                  clearButtonProps={{ "aria-label": "No benchmark" }}
                  searchable
                  error={errors.benchmark}
                  data-field="benchmark"
                />
              )}
            </SimpleGrid>
            {source === "moments" && (
              <SwitchControl
                form={form}
                field="repair"
                label="Repair risks that are no covariance"
                description="Replaces an indefinite matrix by the nearest covariance, and says by how much."
              />
            )}
            <LinesControl
              form={form}
              field="sectors"
              label="Sectors"
              description="A line an asset, where the table has no row or column of sectors."
              placeholder={"AAPL: Technology\nKO: Consumer Staples"}
            />
          </Stack>
        </Disclosure>
      </Stack>
    </Section>
  );
}

function benchmarkChoices({ benchmark }: MarketDraft, facts: MarketFacts | undefined): string[] {
  const names = facts?.assets.map(({ name }) => name) ?? [];
  return [...new Set([...(benchmark === "" ? [] : [benchmark]), ...names])];
}
