import { createTheme, type CSSVariablesResolver, type MantineColorsTuple } from "@mantine/core";

const lagoon: MantineColorsTuple = [
  "#eaf6f8",
  "#d5ebf0",
  "#aad7e1",
  "#7bc2d2",
  "#55b0c5",
  "#3da5bd",
  "#2a93ac",
  "#187d95",
  "#0b6275",
  "#064c5b",
];

const slate: MantineColorsTuple = [
  "#dfe6ea",
  "#b6c2ca",
  "#8b99a2",
  "#6b7880",
  "#3d4850",
  "#333d45",
  "#222b32",
  "#1a2127",
  "#151b20",
  "#0e1317",
];

/** Shade 8 and automatic contrast keep text on filled components readable in both colour schemes. */
export const theme = createTheme({
  primaryColor: "lagoon",
  primaryShade: 8,
  autoContrast: true,
  colors: { lagoon, dark: slate },
  defaultRadius: "md",
  cursorType: "pointer",
  respectReducedMotion: true,
  fontFamily: 'Inter, ui-sans-serif, system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif',
  fontFamilyMonospace: 'ui-monospace, "SF Mono", "Cascadia Mono", Menlo, Consolas, monospace',
  headings: { fontWeight: "650", sizes: { h1: { fontSize: "1.75rem" }, h2: { fontSize: "1.15rem" } } },
});

/** Calmer backgrounds and darker secondary text than the component library's own. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    "--mantine-color-body": "#f6f8f9",
    "--mantine-color-text": "#1a252b",
    "--mantine-color-dimmed": "#56636b",
    "--mantine-color-placeholder": "#6b7880",
    "--mantine-color-default-border": "#d8dfe3",
    "--mantine-color-error": "#b3261e",
  },
  dark: {
    "--mantine-color-body": "#12171b",
    "--mantine-color-text": "#dfe6ea",
    "--mantine-color-dimmed": "#a3b0b8",
    "--mantine-color-placeholder": "#8b99a2",
    "--mantine-color-default": "#1a2127",
    "--mantine-color-default-hover": "#222b32",
    "--mantine-color-default-border": "#333d45",
    "--mantine-color-error": "#ff9d94",
    // Tints instead of deep solid colours behind badges and alerts.
    "--mantine-color-red-light": "#ff6b6b24",
    "--mantine-color-orange-light": "#ff922b24",
    "--mantine-color-yellow-light": "#fcc41920",
    "--mantine-color-teal-light": "#38d9a922",
    "--mantine-color-lagoon-light": "#55b0c526",
    "--mantine-color-gray-light": "#a3b0b824",
  },
});
