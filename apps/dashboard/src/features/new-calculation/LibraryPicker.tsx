import { Loader, Text, TextInput, UnstyledButton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { catalogueQuery } from "../../app/api.ts";
import { prettyFormula } from "../../shared/format.ts";
import { ProblemAlert } from "../../shared/ProblemAlert.tsx";
import classes from "./new-calculation.module.css";

interface LibraryPickerProps {
  readonly value: string;
  readonly onChange: (name: string) => void;
  readonly error: string | undefined;
}

/** Curated molecules with their published geometries. */
export function LibraryPicker({ value, onChange, error }: LibraryPickerProps) {
  const { data, error: failure, isPending, refetch } = useQuery(catalogueQuery);
  const [filter, setFilter] = useState("");
  if (isPending) return <Loader size="sm" aria-label="Loading the molecule library" />;
  if (failure) return <ProblemAlert error={failure} onRetry={() => void refetch()} />;
  const wanted = filter.trim().toLowerCase();
  const found = data.molecules.filter(({ name, title, formula }) =>
    [name, title, formula].some((text) => text.toLowerCase().includes(wanted)),
  );
  return (
    <>
      <TextInput
        label="Find in the library"
        description="Geometries from experiment, with their sources; hydrogen chains as model systems."
        placeholder="name or formula"
        value={filter}
        error={error}
        onChange={(event) => setFilter(event.currentTarget.value)}
        data-field="molecule"
        mb="sm"
      />
      <div className={classes.library} role="group" aria-label="Molecule library">
        {found.map(({ name, title, formula }) => (
          <UnstyledButton
            key={name}
            className={classes.entry}
            aria-pressed={name === value}
            onClick={() => onChange(name)}
          >
            <Text fw={600} size="sm">
              {title}
            </Text>
            <Text size="xs" c="dimmed">
              {prettyFormula(formula)}
            </Text>
          </UnstyledButton>
        ))}
      </div>
      {found.length === 0 && (
        <Text size="sm" c="dimmed">
          Nothing in the library matches “{filter}”. Any other molecule can be typed as SMILES.
        </Text>
      )}
    </>
  );
}
