import { Input, Text } from "@mantine/core";
import { CanvasEditor, Molecule } from "openchemlib";
import { useEffect, useRef } from "react";
import classes from "./new-calculation.module.css";

interface StructureEditorProps {
  readonly smiles: string;
  readonly onChange: (smiles: string) => void;
  readonly error: string | undefined;
}

function parse(smiles: string): Molecule {
  try {
    return Molecule.fromSmiles(smiles);
  } catch {
    return new Molecule(16, 16);
  }
}

/** A canvas to draw the molecule on; what is drawn becomes the SMILES of the form. */
export default function StructureEditor({ smiles, onChange, error }: StructureEditorProps) {
  const host = useRef<HTMLDivElement>(null);
  const latest = useRef({ smiles, onChange });
  const drawn = useRef<{ editor: CanvasEditor; smiles: string }>(null);

  useEffect(() => {
    latest.current = { smiles, onChange };
  });

  useEffect(() => {
    const editor = new CanvasEditor(host.current!, { initialMode: "molecule" });
    const start = latest.current.smiles;
    editor.setMolecule(parse(start));
    drawn.current = { editor, smiles: start };
    editor.setOnChangeListener(({ type, isUserEvent }) => {
      if (type !== "molecule" || !isUserEvent) return;
      const text = editor.getMolecule().toIsomericSmiles();
      drawn.current = { editor, smiles: text };
      latest.current.onChange(text);
    });
    return () => {
      drawn.current = null;
      editor.destroy();
    };
  }, []);

  useEffect(() => {
    const current = drawn.current;
    if (!current || current.smiles === smiles) return;
    drawn.current = { ...current, smiles };
    current.editor.setMolecule(parse(smiles));
  }, [smiles]);

  return (
    <Input.Wrapper
      label="Structure editor"
      labelElement="div"
      description="Choose an element or a bond on the left, then click or drag on the canvas. Hydrogen atoms are added."
      error={error}
    >
      <div
        ref={host}
        className={classes.editor}
        data-field="molecule"
        tabIndex={-1}
        role="group"
        aria-label="Structure editor, needs a pointer. With the keyboard alone, type the SMILES instead."
      />
      <Text size="sm" mt="xs">
        SMILES:{" "}
        <Text component="code" ff="monospace" data-testid="drawn-smiles">
          {smiles === "" ? "nothing drawn yet" : smiles}
        </Text>
      </Text>
    </Input.Wrapper>
  );
}
