import { Center, Text } from "@mantine/core";
import { useFlatDrawing } from "../molecule-worker/use-molecule.ts";
import classes from "./molecule-view.module.css";

interface FlatMoleculeProps {
  readonly smiles: string | null;
  readonly name: string;
}

/** The skeletal formula of a molecule. */
export function FlatMolecule({ smiles, name }: FlatMoleculeProps) {
  const { data, isLoading } = useFlatDrawing(smiles);
  if (smiles === null || (!isLoading && data == null)) {
    return (
      <Center h="100%" p="md">
        <Text size="sm" c="dimmed" ta="center">
          {smiles === null
            ? "Coordinates alone name no bonds, so there is no flat drawing."
            : "There is no flat drawing of this molecule."}
        </Text>
      </Center>
    );
  }
  if (data == null) return null;
  return (
    <img
      className={classes.flat}
      src={`data:image/svg+xml;utf8,${encodeURIComponent(data)}`}
      alt={`Skeletal formula of ${name}`}
    />
  );
}
