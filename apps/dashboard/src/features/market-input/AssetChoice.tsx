import { MultiSelect } from "@mantine/core";

interface AssetChoiceProps {
  readonly label: string;
  readonly description?: string;
  readonly field: string;
  readonly assets: readonly string[];
  readonly value: readonly string[];
  readonly onChange: (assets: string[]) => void;
  readonly error: string | undefined;
}

/** Some of the market's assets; names chosen for another market stay until they are taken out. */
export function AssetChoice({ assets, value, field, ...props }: AssetChoiceProps) {
  return (
    <MultiSelect
      {...props}
      data={[...new Set([...assets, ...value])]}
      value={[...value]}
      searchable
      clearable
      clearButtonProps={{ "aria-label": `Clear ${props.label.toLowerCase()}` }}
      hidePickedOptions
      placeholder={value.length === 0 ? "none" : ""}
      data-field={field}
    />
  );
}
