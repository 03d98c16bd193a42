import type { ModelSummary } from "@ansatz/contract";
import { Anchor, Button, Loader, Stack, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { api } from "../../app/api.ts";
import { usePageTitle } from "../../app/use-page-title.ts";
import { formatAge } from "../../shared/format.ts";
import { ProblemAlert } from "../../shared/ProblemAlert.tsx";
import { Section } from "../../shared/Section.tsx";
import { KindBadge } from "../audit-result/KindBadge.tsx";
import { capital } from "../audit-result/model-words.ts";
import { useNow } from "../job/use-now.ts";
import { MaterialsHeader } from "../materials-input/MaterialsHeader.tsx";
import { PredictPanel } from "../model-predict/PredictPanel.tsx";
import { ResultTable } from "../portfolio-charts/ResultTable.tsx";
import { scoreText } from "../train-result/TrainView.tsx";

/** The models that jobs have trained, and predictions with one of them. */
export default function ModelsPage() {
  usePageTitle("Trained models");
  const { data, error, refetch } = useQuery({ queryKey: ["models"], queryFn: () => api.listModels() });
  const [chosen, setChosen] = useState<string>();
  const models = data?.models ?? [];
  const model = models.find(({ id }) => id === chosen) ?? models.at(0);
  return (
    <>
      <MaterialsHeader />
      <Stack gap="xs" mb="lg">
        <Title order={1}>Trained models</Title>
        <Text c="dimmed" maw="46rem">
          Kept with the error that they had on rows they did not see.
        </Text>
      </Stack>
      {error ? (
        <ProblemAlert error={error} onRetry={() => void refetch()} />
      ) : !data ? (
        <Loader aria-label="Loading the models" />
      ) : model === undefined ? (
        <Stack align="flex-start">
          <Text>No model has been trained here yet.</Text>
          <Button component={Link} to="/materials/new">
            Train one
          </Button>
        </Stack>
      ) : (
        <Stack gap="lg">
          <ModelTable models={models} chosen={model.id} onChoose={setChosen} />
          <ChosenModel key={model.id} summary={model} />
        </Stack>
      )}
    </>
  );
}

function ChosenModel({ summary }: { readonly summary: ModelSummary }) {
  const { data, error, refetch } = useQuery({
    queryKey: ["model", summary.id],
    queryFn: () => api.readModel(summary.id),
    staleTime: Infinity,
  });
  if (error) return <ProblemAlert error={error} onRetry={() => void refetch()} />;
  return (
    <Stack gap="sm">
      <Title order={2}>{summary.name}</Title>
      {data ? <PredictPanel id={summary.id} model={data} /> : <Loader aria-label="Loading the model" />}
    </Stack>
  );
}

interface ModelTableProps {
  readonly models: readonly ModelSummary[];
  readonly chosen: string;
  readonly onChoose: (id: string) => void;
}

function ModelTable({ models, chosen, onChoose }: ModelTableProps) {
  const now = useNow(true, 30_000);
  return (
    <Section title={models.length === 1 ? "1 model" : `${models.length} models`}>
      <ResultTable
        label="Table of trained models"
        heads={["Model", "Kind", "Method", "Target", "Held-out error", "Version", "Trained", "Predict"]}
        texts={[1, 2, 3, 5, 6]}
        rows={models.map(({ id, name, kind, label, target, score, version, trainedAt }) => ({
          key: id,
          isStrong: id === chosen,
          cells: [
            <Anchor key="name" component={Link} to="/jobs/$id" params={{ id } as never} size="sm">
              {name}
            </Anchor>,
            <KindBadge key="kind" kind={kind} />,
            capital(label),
            target.unit === null ? target.name : `${target.name}, ${target.unit}`,
            <span key="score" style={{ whiteSpace: "nowrap" }}>
              {score.metric === "mae" ? "MAE" : "accuracy"} {scoreText(score.metric, score.value)} ±{" "}
              {scoreText(score.metric, score.deviation)}
            </span>,
            version,
            formatAge(trainedAt, now),
            <Button
              key="choose"
              size="compact-xs"
              variant={id === chosen ? "filled" : "default"}
              aria-pressed={id === chosen}
              aria-label={`${id === chosen ? "Chosen" : "Choose"}: ${name}, version ${version}`}
              onClick={() => onChoose(id)}
            >
              {id === chosen ? "Chosen" : "Choose"}
            </Button>,
          ],
        }))}
      />
    </Section>
  );
}
