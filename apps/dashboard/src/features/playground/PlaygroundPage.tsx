import { Alert, Group, NativeSelect, Stack, Text, Title } from "@mantine/core";
import { useCallback, useRef, useState } from "react";
import { usePageTitle } from "../../app/use-page-title.ts";
import { Section } from "../../shared/Section.tsx";
import { CircuitFacts } from "./circuit-grid/CircuitFacts.tsx";
import { CircuitGrid } from "./circuit-grid/CircuitGrid.tsx";
import { GridToolbar } from "./circuit-grid/GridToolbar.tsx";
import { Palette } from "./circuit-grid/Palette.tsx";
import { StepSlider } from "./circuit-grid/StepSlider.tsx";
import { examples } from "./editor/examples.ts";
import { useCircuitAlone, usePlayground } from "./editor/use-playground.ts";
import { HelpPanel } from "./help/HelpPanel.tsx";
import { Inspector } from "./inspector/Inspector.tsx";
import { ParameterSliders } from "./inspector/ParameterSliders.tsx";
import classes from "./playground.module.css";
import { ResultsArea } from "./results/ResultsArea.tsx";
import { CommandLine } from "./share/CommandLine.tsx";
import { CopyLinkButton } from "./share/CopyLinkButton.tsx";
import { DownloadMenu } from "./share/DownloadMenu.tsx";
import type { SharedState } from "./share/shared-state.ts";
import { useLink } from "./share/use-link.ts";
import { TextPanel } from "./text/TextPanel.tsx";

/** A circuit to play with: drawn or typed, its state beside it at once. */
export default function PlaygroundPage() {
  usePageTitle("Circuit playground");
  const { state, actions } = usePlayground();
  const { history, cursor, settings, step, armed } = state;
  const document = history.present;
  const circuit = useCircuitAlone(document);
  const { dispatch } = actions;
  const inspector = useRef<HTMLDivElement>(null);
  const [fileProblem, setFileProblem] = useState<string | undefined>();
  const load = useCallback((shared: SharedState) => dispatch({ kind: "load", shared }), [dispatch]);
  const link = useLink(document, settings, load);
  const example = examples.find((one) => one.document.columns === document.columns);
  const inspect = useCallback(() => {
    inspector.current?.querySelector<HTMLElement>("input, select, button")?.focus();
  }, []);

  return (
    <Stack gap="lg">
      <Group justify="space-between" align="flex-end" gap="md">
        <div>
          <Title order={1}>Circuit playground</Title>
          <Text c="dimmed" maw="46rem" mt={4}>
            Put gates on wires and see at once what superposition and entanglement do. Everything is
            calculated in this page.
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
          The circuit in the address of this page could not be restored: {link.problem}. Ask for the link
          again; below is an example instead.
        </Alert>
      )}
      {fileProblem !== undefined && (
        <Alert
          color="red"
          variant="light"
          title="The file was not written"
          withCloseButton
          closeButtonLabel="Close"
          onClose={() => setFileProblem(undefined)}
          role="alert"
        >
          {fileProblem}
        </Alert>
      )}
      {example && (
        <Text size="sm" className={classes.hint}>
          <b>{example.title}.</b> {example.hint}
        </Text>
      )}
      <Section
        title="Circuit"
        aside={
          <GridToolbar
            qubitCount={document.qubitCount}
            isEmpty={document.columns.length === 0}
            canUndo={history.past.length > 0}
            canRedo={history.future.length > 0}
            actions={actions}
          />
        }
      >
        <div className={classes.workbench}>
          <div className={classes.drawing}>
            <Palette armed={armed} actions={actions} />
            <CircuitGrid
              document={circuit}
              cursor={cursor}
              step={step}
              armed={armed}
              actions={actions}
              inspect={inspect}
            />
            <StepSlider document={circuit} step={step} actions={actions} />
            <CircuitFacts document={circuit} />
            <Inspector document={circuit} cursor={cursor} actions={actions} panel={inspector} />
          </div>
          <div className={classes.beside}>
            <ParameterSliders values={document.values} actions={actions} />
            <TextPanel document={circuit} actions={actions} />
          </div>
        </div>
      </Section>
      <ResultsArea document={document} settings={settings} step={step} actions={actions} />
      <Section title="On the command line">
        <CommandLine settings={settings} values={document.values} />
      </Section>
      <HelpPanel />
    </Stack>
  );
}
