import js from '@eslint/js';
import globals from 'globals';
import tseslint from 'typescript-eslint';

// The shorter the list of rules, the more each of them is heard. Types are tsc's business, spaces prettier's.
export default tseslint.config(
  {
    // Pages and media files of the assumption tests are data: they run as written.
    ignores: ['**/dist/', '**/build/', '**/node_modules/', 'js/src/protocol.ts'],
  },
  js.configs.recommended,
  ...tseslint.configs.recommended,
  {
    languageOptions: { globals: { ...globals.browser, ...globals.node } },
    rules: {
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/consistent-type-imports': 'error',
      'no-console': 'off',
      eqeqeq: 'error',
      'object-shorthand': 'error',
      'prefer-const': 'error',
    },
  },
  {
    // The package speaks through events and errors, never through the console.
    files: ['js/src/**'],
    rules: { 'no-console': 'error' },
  },
  {
    // The test runner's `test` gives a promise that nobody awaits; everything else of ours is awaited by habit.
    files: ['**/*.js', '**/*.mjs', '**/*.cjs'],
    rules: { 'no-undef': 'error' },
  },
);
