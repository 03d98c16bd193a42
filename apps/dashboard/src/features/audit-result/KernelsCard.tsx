import type { AuditResult } from "@ansatz/contract";
import { Group, Select, Stack, Text } from "@mantine/core";
import { useState } from "react";
import { formatCount } from "../../shared/format.ts";
import { NumberTable } from "../../shared/NumberTable.tsx";
import { Section } from "../../shared/Section.tsx";
import { LineDiagram } from "../job/LineDiagram.tsx";
import { logAxis } from "../portfolio-charts/axes.ts";
import { figureText } from "../portfolio-charts/money-format.ts";
import { ResultTable } from "../portfolio-charts/ResultTable.tsx";
import classes from "./audit-result.module.css";
import { GramHeatMap } from "./GramHeatMap.tsx";
import { KindBadge } from "./KindBadge.tsx";
import { kernelLabel } from "./kernel-label.ts";
import { settingsText } from "./model-words.ts";

type Kernel = AuditResult["kernels"][number];

const lineColors = [1, 2, 3, 4, 5, 6, 7, 8, 9].map((index) => `var(--series-${index})`);
/** Eigenvalues below this share are rounding. */
const spectrumFloor = 1e-8;

/** What the kernels see: their matrices, spectra and diagnostics. */
export function KernelsCard({ result }: { readonly result: AuditResult }) {
  const { kernels } = result;
  const first = kernels.find(({ kind }) => kind === "quantum") ?? kernels.at(0);
  const [chosen, setChosen] = useState(first?.name ?? "");
  if (first === undefined) return null;
  const kernel = kernels.find(({ name }) => name === chosen) ?? first;
  return (
    <Section
      title="Kernels"
      description="How alike rows look to each kernel, with the settings that most folds chose."
    >
      <Stack gap="lg">
        <div className={classes.panels}>
          <div>
            <Select
              label="Gram matrix of"
              data={kernels.map(({ name }) => ({ value: name, label: kernelLabel(name) }))}
              value={kernel.name}
              onChange={(value) => value !== null && setChosen(value)}
              allowDeselect={false}
              maw="24rem"
              mb="sm"
            />
            <GramHeatMap kernel={kernel} label={kernelLabel(kernel.name)} />
          </div>
          <div>
            <Text fw={600} size="sm" mb={6}>
              Spectra
            </Text>
            <Spectra kernels={kernels} />
            <Text size="xs" c="dimmed">
              A flat spectrum treats every row as unlike all others; one that falls at once sees them all
              alike.
            </Text>
          </div>
        </div>
        <KernelTable result={result} />
      </Stack>
    </Section>
  );
}

function valueText(spectrum: readonly number[], rank: number): string {
  const value = spectrum.at(rank - 1);
  return value === undefined ? "–" : figureText(value, 3);
}

function Spectra({ kernels }: { readonly kernels: readonly Kernel[] }) {
  const length = Math.max(...kernels.map(({ spectrum }) => spectrum.length));
  const rows = Array.from({ length }, (_, index) => ({
    rank: index + 1,
    ...Object.fromEntries(
      kernels.map(({ spectrum }, k) => [
        `k${k}`,
        (spectrum.at(index) ?? 0) < spectrumFloor ? null : spectrum[index],
      ]),
    ),
  }));
  const values = kernels.flatMap(({ spectrum }) => spectrum.filter((value) => value >= spectrumFloor));
  return (
    <LineDiagram
      label={`Eigenvalues of ${kernels.length} Gram matrices of trace 1, largest first: ${kernels.map(({ name, spectrum }) => `${kernelLabel(name)} begins with ${figureText(spectrum[0] ?? 0, 3)}`).join("; ")}.`}
      rows={rows}
      x={{ field: "rank", label: "Rank" }}
      y={logAxis(values, "share of the trace")}
      curves={kernels.map(({ name, kind }, k) => ({
        field: `k${k}`,
        name: kernelLabel(name),
        color: lineColors[k % lineColors.length],
        ...(kind === "quantum" ? { dash: "0" } : { dash: kind === "classical" ? "7 4" : "2 3" }),
      }))}
      tooltip={({ rank }) => (
        <>
          <strong>Eigenvalue {rank}</strong>
          {kernels.map(({ name, spectrum }) => (
            <div key={name}>
              {kernelLabel(name)}: {valueText(spectrum, rank)}
            </div>
          ))}
        </>
      )}
      table={
        <NumberTable
          heads={["Rank", ...kernels.map(({ name }) => kernelLabel(name))]}
          rows={rows.map(({ rank }) => [
            String(rank),
            ...kernels.map(({ spectrum }) => valueText(spectrum, rank)),
          ])}
        />
      }
    />
  );
}

function KernelTable({ result: { kernels, rows } }: { readonly result: AuditResult }) {
  return (
    <div>
      <ResultTable
        label="Table of kernels"
        heads={[
          "Kernel",
          "g",
          "Alignment",
          "Effective dimension",
          "Entries off the diagonal",
          "Shots an entry",
          "Concentrated",
          "Settings",
        ]}
        texts={[7]}
        rows={kernels.map((kernel) => ({
          key: kernel.name,
          cells: [
            <Group key="name" gap={8} wrap="nowrap" miw="12rem">
              <KindBadge kind={kernel.kind} />
              <span>{kernelLabel(kernel.name)}</span>
            </Group>,
            kernel.geometricDifference === null ? "–" : figureText(kernel.geometricDifference, 3),
            kernel.alignment === null ? "–" : kernel.alignment.toFixed(3).replace("-", "−"),
            kernel.effectiveDimension.toFixed(1),
            <span key="entries" style={{ whiteSpace: "nowrap" }}>
              {kernel.offDiagonalMean.toFixed(3)} ± {kernel.offDiagonalDeviation.toFixed(3)}
            </span>,
            kernel.shotsNeeded === null ? "–" : formatCount(Math.ceil(kernel.shotsNeeded)),
            kernel.kind === "classical" ? "–" : kernel.isConcentrated ? "yes" : "no",
            settingsText(kernel.settings),
          ],
        }))}
      />
      <Text size="xs" c="dimmed" mt="sm">
        g is the geometric difference to the nearest classical kernel (spectral norm, so that a kernel has 1
        to itself): a value near √N = {Math.sqrt(rows).toFixed(1)} leaves room for targets that suit the
        quantum kernel far better, a small one none. Alignment with the target is 1 for a kernel that holds
        the answer.
      </Text>
    </div>
  );
}
