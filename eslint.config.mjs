import nx from "@nx/eslint-plugin";
import tseslint from "typescript-eslint";

/** The import ladder of ARCHITECTURE.md: each layer may depend on those listed. */
const ladder = {
  "layer:contract": ["layer:contract"],
  "layer:engine": ["layer:engine"],
  "layer:variational": ["layer:engine"],
  "layer:learning": ["layer:variational", "layer:engine"],
  "layer:domain": ["layer:learning", "layer:variational", "layer:engine"],
  "layer:jobs": ["layer:contract", "layer:domain", "layer:learning", "layer:engine", "layer:variational"],
  "layer:app": ["layer:jobs", "layer:contract", "layer:app", "layer:dashboard"],
  "layer:dashboard": ["layer:contract", "layer:engine", "layer:learning", "layer:domain"],
  "layer:examples": ["layer:engine", "layer:variational", "layer:learning", "layer:domain"],
  "layer:tests": ["*"],
};

export default tseslint.config(
  {
    ignores: ["**/dist/**", "**/node_modules/**", "**/generated/**", "**/assembly/**", ".nx/**", ".turbo/**"],
  },
  {
    files: ["**/*.ts", "**/*.tsx"],
    extends: [...tseslint.configs.strictTypeChecked],
    languageOptions: {
      parserOptions: {
        projectService: {
          allowDefaultProject: ["*.config.ts"],
        },
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      "@typescript-eslint/no-non-null-assertion": "off",
      "@typescript-eslint/no-confusing-void-expression": ["error", { ignoreArrowShorthand: true }],
      "@typescript-eslint/no-unnecessary-condition": [
        "error",
        { allowConstantLoopConditions: "only-allowed-literals" },
      ],
    },
  },
  {
    files: ["**/*.ts", "**/*.tsx"],
    plugins: { "@nx": nx },
    rules: {
      "@nx/enforce-module-boundaries": [
        "error",
        {
          allow: [],
          allowCircularSelfDependency: true,
          depConstraints: Object.entries(ladder).map(([sourceTag, onlyDependOnLibsWithTags]) => ({
            sourceTag,
            onlyDependOnLibsWithTags,
          })),
        },
      ],
    },
  },
);
