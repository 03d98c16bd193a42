import { ActionIcon, Button, NumberInput, Table, Text, TextInput, VisuallyHidden } from "@mantine/core";
import { fromNumberInput } from "../../shared/form/number-field.ts";
import { CrossCircleIcon, PlusIcon } from "../../shared/icons.tsx";
import resultClasses from "../job-result/job-result.module.css";
import type { ObligorDraft } from "./risk-form.ts";

interface CreditEditorProps {
  readonly obligors: readonly ObligorDraft[];
  readonly onChange: (obligors: readonly ObligorDraft[]) => void;
  readonly error: string | undefined;
}

const mostObligors = 12;

const columns = [
  { field: "defaultProbability", label: "Default, %" },
  { field: "lossGivenDefault", label: "Loss if so" },
  { field: "sensitivity", label: "Sensitivity, %" },
] as const;

/** Debtors with their probabilities of default, what is lost then, and how much a common factor moves them. */
export function CreditEditor({ obligors, onChange, error }: CreditEditorProps) {
  const set = (index: number, change: Partial<ObligorDraft>) =>
    onChange(obligors.map((obligor, at) => (at === index ? { ...obligor, ...change } : obligor)));
  return (
    <div data-field="credit" tabIndex={-1}>
      <Text size="sm" c="dimmed" mb="xs">
        A common factor moves all obligors: the sensitivity is its share in an obligor’s variance.
      </Text>
      {error !== undefined && (
        <Text size="sm" c="var(--mantine-color-error)" mb="xs" role="alert">
          {error}
        </Text>
      )}
      <div className={resultClasses.scroll} tabIndex={0} role="region" aria-label="Obligors">
        <Table verticalSpacing={4} withRowBorders={false} miw="30rem">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Obligor</Table.Th>
              {columns.map(({ field, label }) => (
                <Table.Th key={field}>{label}</Table.Th>
              ))}
              <Table.Th pos="relative">
                <VisuallyHidden>Remove</VisuallyHidden>
              </Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {obligors.map((obligor, index) => (
              <Table.Tr key={index}>
                <Table.Td>
                  <TextInput
                    size="xs"
                    aria-label={`Name of obligor ${index + 1}`}
                    value={obligor.name}
                    onChange={(event) => set(index, { name: event.currentTarget.value })}
                  />
                </Table.Td>
                {columns.map(({ field, label }) => (
                  <Table.Td key={field}>
                    <NumberInput
                      size="xs"
                      hideControls
                      clampBehavior="none"
                      aria-label={`${label} of obligor ${index + 1}`}
                      value={obligor[field]}
                      onChange={(value) => set(index, { [field]: fromNumberInput(value) })}
                    />
                  </Table.Td>
                ))}
                <Table.Td>
                  <ActionIcon
                    variant="default"
                    size="lg"
                    aria-label={`Remove obligor ${index + 1}`}
                    disabled={obligors.length === 1}
                    onClick={() => onChange(obligors.filter((_, at) => at !== index))}
                  >
                    <CrossCircleIcon size={16} />
                  </ActionIcon>
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </div>
      <Button
        mt="xs"
        variant="default"
        size="xs"
        leftSection={<PlusIcon size={13} />}
        disabled={obligors.length >= mostObligors}
        onClick={() =>
          onChange([
            ...obligors,
            {
              name: `Obligor ${obligors.length + 1}`,
              defaultProbability: 10,
              lossGivenDefault: 1,
              sensitivity: 10,
            },
          ])
        }
      >
        Add an obligor
      </Button>
    </div>
  );
}
