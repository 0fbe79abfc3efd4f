import convexPlugin from "@convex-dev/eslint-plugin";
import reactHooks from "eslint-plugin-react-hooks";
import tseslint from "typescript-eslint";

export default tseslint.config(
  {
    ignores: [
      ...["**/_generated/**", "dist/**", ".local/**", "coverage/**", "tests/.artifacts/**"],
      // Apps as other people write them; each is compiled under its own tsconfig by its test.
      "tests/hosts/apps/**",
    ],
  },
  ...tseslint.configs.recommended,
  {
    files: ["**/*.ts", "**/*.tsx"],
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      "@typescript-eslint/no-explicit-any": "error",
      "@typescript-eslint/no-non-null-assertion": "error",
      "@typescript-eslint/no-floating-promises": "error",
      "@typescript-eslint/no-misused-promises": [
        "error",
        { checksVoidReturn: { attributes: false } },
      ],
      "@typescript-eslint/await-thenable": "error",
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_" }],
      "@typescript-eslint/switch-exhaustiveness-check": [
        "error",
        { considerDefaultExhaustiveForUnions: true },
      ],
      eqeqeq: "error",
      "no-console": "off",
    },
  },
  {
    files: ["admin/**/*.{ts,tsx}"],
    plugins: { "react-hooks": reactHooks },
    rules: {
      ...reactHooks.configs.recommended.rules,
      "no-console": "error",
    },
  },
  {
    files: ["**/*.{ts,tsx}"],
    ignores: ["**/*.config.ts", "**/convex/{schema,http,crons,auth.config}.ts"],
    rules: {
      "no-restricted-syntax": [
        "error",
        {
          selector: "ExportDefaultDeclaration",
          message:
            "Use a named export; only config files and Convex's own entry files need a default.",
        },
        {
          selector: "MemberExpression > AwaitExpression > ImportExpression",
          message:
            "Name what you import first, const { Page } = await import(…), so that knip sees what is not used.",
        },
        {
          selector: "MemberExpression > ImportExpression",
          message:
            "Await it, const { Page } = await import(…), so that knip sees what is not used.",
        },
      ],
    },
  },
  ...convexPlugin.configs.recommended,
  {
    // What the embedded backend is tested with must use what the rules advise against.
    files: ["local/backend/**/fixtures/**", "tests/**/fixture/**"],
    rules: { "@convex-dev/no-process-env": "off" },
  },
  {
    files: ["admin/**", "webhooks/**"],
    rules: {
      "no-restricted-imports": [
        "error",
        {
          patterns: [{ group: ["**/local/**"], message: "Production code never imports local/." }],
        },
      ],
    },
  },
);
