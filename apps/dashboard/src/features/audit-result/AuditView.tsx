import type { AuditResult, Job } from "@ansatz/contract";
import { Stack, Text } from "@mantine/core";
import { formatCount, formatSeconds } from "../../shared/format.ts";
import { Section } from "../../shared/Section.tsx";
import { FactList } from "../job-result/FactList.tsx";
import resultClasses from "../job-result/job-result.module.css";
import { Repeat } from "../job-result/Repeat.tsx";
import { VerdictCard } from "../job-result/VerdictCard.tsx";
import { PrintButton } from "../portfolio-charts/PrintButton.tsx";
import { AuditComparisons } from "./AuditComparisons.tsx";
import { auditFiles } from "./audit-files.ts";
import { AuditModelsTable } from "./AuditModelsTable.tsx";
import classes from "./audit-result.module.css";
import { DataFacts } from "./DataFacts.tsx";
import { KernelsCard } from "./KernelsCard.tsx";
import { NetworkCard } from "./NetworkCard.tsx";
import { LearningCurvesCard } from "./LearningCurvesCard.tsx";
import { capital, scoreOf, scoreWords } from "./model-words.ts";
import { PredictionsCard } from "./PredictionsCard.tsx";

interface AuditViewProps {
  readonly job: Extract<Job, { kind: "audit" }>;
  readonly result: AuditResult;
}

/** An audit: the verdict first, then what it rests on. */
export default function AuditView({ job, result }: AuditViewProps) {
  const { verdict, headline, warnings } = result;
  const { main } = verdictParts(result);
  return (
    <>
      <VerdictCard
        verdict={{ ...verdict, text: [headline, main].filter((part) => part !== "").join(" ") }}
        warnings={warnings}
        headline={<Scores result={result} />}
      />
      <Reasons result={result} />
      <AuditModelsTable result={result} />
      <AuditComparisons result={result} />
      <PredictionsCard result={result} />
      <KernelsCard result={result} />
      <NetworkCard result={result} />
      <LearningCurvesCard result={result} />
      <div className={resultClasses.columns}>
        <DataFacts result={result} />
        <Stack gap="lg">
          <Protocol result={result} />
          <Leakage result={result} />
        </Stack>
      </div>
      <Repeat
        job={job}
        files={auditFiles(job, result)}
        savedAs={job.request.table === undefined ? undefined : "data.csv"}
        savedText="the table"
        extra={<PrintButton />}
      />
    </>
  );
}

/** The best quantum model, the best classical one and a constant beside each other. */
function Scores({ result }: { readonly result: AuditResult }) {
  const words = scoreWords(result);
  const entries = [
    { title: "Best quantum", name: result.bestQuantum },
    { title: "Best classical", name: result.bestClassical },
    { title: "Ignoring the features", name: result.dummy },
  ].flatMap(({ title, name }) => {
    const model = result.models.find((entry) => entry.name === name);
    return model ? [{ title, model }] : [];
  });
  return (
    <Stack gap={6}>
      <Text size="sm" c="dimmed">
        {capital(words.name)}
        {words.unit !== "" && `, ${words.unit}`}
      </Text>
      <dl className={classes.scores} data-testid="scores">
        {entries.map(({ title, model }) => {
          const { value, deviation } = scoreOf(model);
          return (
            <div key={title}>
              <dt>
                {title}: {model.label}
              </dt>
              <dd className={classes.big}>
                {words.format(value)} <span className={resultClasses.unit}>± {words.format(deviation)}</span>
              </dd>
            </div>
          );
        })}
      </dl>
    </Stack>
  );
}

/** Sentences of a text; abbreviations do not occur in verdicts. */
function sentencesOf(text: string): string[] {
  return text.split(/(?<=[.!?])\s+(?=[“A-Z])/);
}

/** The verdict's sentences: that of the main comparison, and the others without the headline. */
function verdictParts({ verdict, headline }: AuditResult): { main: string; details: readonly string[] } {
  const sentences = sentencesOf(verdict.text).filter((sentence) => !headline.includes(sentence));
  const main = sentences.find((sentence) => /chosen by inner score/.test(sentence)) ?? "";
  return { main, details: sentences.filter((sentence) => sentence !== main) };
}

/** What the verdict says in detail, and what limits it. */
function Reasons({ result }: { readonly result: AuditResult }) {
  const { cautions } = result;
  const { details } = verdictParts(result);
  return (
    <div className={resultClasses.columns}>
      <Section title="What was found">
        <ul className={classes.list} data-testid="details">
          {details.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      </Section>
      <Section title="What limits it">
        {cautions.length === 0 ? (
          <Text size="sm">Nothing that was looked for.</Text>
        ) : (
          <ul className={classes.list} aria-label="Cautions">
            {cautions.map((caution) => (
              <li key={caution}>{caution}</li>
            ))}
          </ul>
        )}
      </Section>
    </div>
  );
}

function Protocol({ result }: { readonly result: AuditResult }) {
  const { folds, qubits, features, seed, seconds, threads, models } = result;
  return (
    <Section title="How it was done">
      <FactList
        facts={[
          ["Outer folds", capital(folds.description)],
          ["Inner folds", `${folds.inner}, on which settings are chosen`],
          ["Features", `${formatCount(features)}, of which quantum models get ${qubits}, one a qubit`],
          ["Models", String(models.length)],
          [
            "Run",
            `${formatSeconds(seconds)} of computing${threads > 1 ? ` on ${threads} threads` : ""}, seed ${seed}`,
          ],
        ]}
      />
    </Section>
  );
}

function Leakage({ result: { leakage, models } }: { readonly result: AuditResult }) {
  if (leakage === null) return null;
  const label = (name: string): string => models.find((model) => model.name === name)?.label ?? name;
  return (
    <Section
      title="Leakage check"
      description="Targets permuted: skill must vanish, 0 is none and 1 perfect."
    >
      <Stack gap="sm">
        <Text size="sm" fw={600}>
          {leakage.isLeaking ? "Something leaks." : "No leak was found."}
        </Text>
        <FactList
          facts={leakage.permutedSkill.map(({ model, mean }) => [
            capital(label(model)),
            mean.toFixed(3).replace("-", "−"),
          ])}
        />
        {leakage.findings.map((finding) => (
          <Text key={finding} size="sm">
            {finding}
          </Text>
        ))}
      </Stack>
    </Section>
  );
}
