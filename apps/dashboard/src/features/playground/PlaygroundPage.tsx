import { Alert, Group, Loader, NativeSelect, Progress, SegmentedControl, Stack, Text, Title } from "@mantine/core";
import { useCallback, useMemo, useRef, useState } from "react";
import { isUnitaryCircuit, withOperations } from "@ansatz/simulator";
import { usePageTitle } from "../../app/use-page-title.ts";
import { Section } from "../../shared/Section.tsx";
import { CircuitGrid } from "./circuit-grid/CircuitGrid.tsx";
import { GridToolbar } from "./circuit-grid/GridToolbar.tsx";
import { Palette } from "./circuit-grid/Palette.tsx";
import { StepSlider } from "./circuit-grid/StepSlider.tsx";
import { toCircuit } from "./editor/circuit-document.ts";
import { examples } from "./editor/examples.ts";
import { usePlayground } from "./editor/use-playground.ts";
import { HelpPanel } from "./help/HelpPanel.tsx";
import { Inspector } from "./inspector/Inspector.tsx";
import { ParameterSliders } from "./inspector/ParameterSliders.tsx";
import classes from "./playground.module.css";
import { BlochSpheres } from "./results/BlochSpheres.tsx";
import { CircuitFacts } from "./results/CircuitFacts.tsx";
import { EntanglementPanel } from "./results/EntanglementPanel.tsx";
import { NoisePanel } from "./results/NoisePanel.tsx";
import { SampleControls } from "./results/SampleControls.tsx";
import { SamplesChart } from "./results/SamplesChart.tsx";
import { StateChart } from "./results/StateChart.tsx";
import { CommandLine, CopyLinkButton, DownloadMenu, DownloadProblem } from "./share/SharePanel.tsx";
import type { RunSettings, SharedState } from "./share/shared-state.ts";
import { useLink } from "./share/use-link.ts";
import type { MeasurementView, SimulationQuestion } from "./simulation/types.ts";
import { useSimulation } from "./simulation/use-simulation.ts";
import { TextPanel } from "./text/TextPanel.tsx";

/** A circuit to play with: drawn or typed, its state beside it at once. */
export default function PlaygroundPage() {
  usePageTitle("Circuit playground");
  const { state, actions } = usePlayground();
  const { history, settings, step } = state;
  const document = history.present;
  const { dispatch } = actions;
  const inspector = useRef<HTMLDivElement>(null);
  const [view, setView] = useState<MeasurementView>("average");
  const [fileProblem, setFileProblem] = useState<string | undefined>();
  const load = useCallback((shared: SharedState) => dispatch({ kind: "load", shared }), [dispatch]);
  const link = useLink(document, settings, load);

  const circuit = useMemo(() => toCircuit(document), [document]);
  const isUnitary = useMemo(() => isUnitaryCircuit(circuit), [circuit]);
  const question = useMemo((): SimulationQuestion => {
    const { shots, seed, noise } = settings;
    const run = step === null ? circuit : withOperations(circuit, circuit.operations.slice(0, step));
    return { circuit: run, values: document.values, noise, view, seed, shots };
  }, [circuit, document.values, settings, step, view]);
  const { result, error, isRunning, fraction } = useSimulation(question);

  const example = examples.find((one) => one.document.columns === document.columns);
  const changeSettings = (change: Partial<RunSettings>) => dispatch({ kind: "settings", change });
  const inspect = () => {
    inspector.current?.querySelector<HTMLElement>("input, select, button")?.focus();
  };

  return (
    <Stack gap="lg">
      <Group justify="space-between" align="flex-end" gap="md">
        <div>
          <Title order={1}>Circuit playground</Title>
          <Text c="dimmed" maw="46rem" mt={4}>
            Put gates on wires and see at once what superposition and entanglement do. Everything is calculated in
            this page.
          </Text>
        </div>
        <Group gap="xs" align="flex-end">
          <NativeSelect
            size="xs"
            label="Example"
            w="14rem"
            value={example?.id ?? ""}
            data={[
              ...(example ? [] : [{ value: "", label: "Your own circuit" }]),
              ...examples.map(({ id, title }) => ({ value: id, label: title })),
            ]}
            onChange={({ currentTarget: { value } }) => {
              const chosen = examples.find(({ id }) => id === value);
              if (chosen) load({ document: chosen.document, settings });
            }}
          />
          <CopyLinkButton link={link} />
          <DownloadMenu document={document} onProblem={setFileProblem} />
        </Group>
      </Group>
      {link.problem !== undefined && (
        <Alert
          color="orange"
          variant="light"
          title="The link cannot be read"
          withCloseButton
          closeButtonLabel="Close"
          onClose={link.dismiss}
          role="alert"
        >
          The circuit in the address of this page could not be restored: {link.problem}. Ask for the link again; below
          is an example instead.
        </Alert>
      )}
      <DownloadProblem problem={fileProblem} onClose={() => setFileProblem(undefined)} />
      {example && (
        <Text size="sm" className={classes.hint}>
          <b>{example.title}.</b> {example.hint}
        </Text>
      )}
      <Section title="Circuit" aside={<GridToolbar state={state} actions={actions} />}>
        <div className={classes.workbench}>
          <div className={classes.drawing}>
            <Palette state={state} actions={actions} />
            <CircuitGrid state={state} actions={actions} inspect={inspect} />
            <StepSlider state={state} actions={actions} />
            <CircuitFacts document={document} result={result} />
            <Inspector state={state} actions={actions} panel={inspector} />
            <ParameterSliders document={document} actions={actions} />
          </div>
          <TextPanel document={document} actions={actions} />
        </div>
      </Section>
      {error && (
        <Alert color="red" variant="light" title="The circuit was not simulated" role="alert">
          {error.message}
        </Alert>
      )}
      {isRunning && fraction !== undefined && (
        <Progress value={fraction * 100} aria-label="Progress of the simulation" />
      )}
      {!isUnitary && settings.noise === 0 && (
        <Group gap="sm">
          <Text size="sm">Where the circuit measures, show</Text>
          <SegmentedControl
            size="xs"
            aria-label="What is shown behind a measurement"
            value={view}
            onChange={(value) => setView(value === "one-run" ? "one-run" : "average")}
            data={[
              { value: "average", label: "all outcomes, by their weight" },
              { value: "one-run", label: "one run" },
            ]}
          />
          {view === "one-run" && result?.classicalBits && (
            <Text size="sm" className="number" data-testid="classical-bits">
              Classical bits: {result.classicalBits}
            </Text>
          )}
        </Group>
      )}
      <Section title="Noise">
        <NoisePanel noise={settings.noise} onChange={(noise) => changeSettings({ noise })} result={result} />
      </Section>
      {result ? (
        <div className={`${classes.results} ${isRunning ? classes.stale : ""}`} aria-busy={isRunning}>
          <div>
            <Section title="State">
              <StateChart result={result} />
            </Section>
            <Section title="Runs">
              <SampleControls settings={settings} onChange={changeSettings} />
              {result.samples && <SamplesChart samples={result.samples} />}
            </Section>
          </div>
          <div>
            <Section title="Qubit by qubit">
              <BlochSpheres result={result} />
            </Section>
            <Section title="Entanglement">
              <EntanglementPanel result={result} />
            </Section>
          </div>
        </div>
      ) : (
        !error && (
          <div className={classes.waiting}>
            <Loader aria-label="Calculating the state" />
          </div>
        )
      )}
      <Section title="On the command line">
        <CommandLine settings={settings} document={document} />
      </Section>
      <HelpPanel />
    </Stack>
  );
}
