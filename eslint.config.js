/** What the code is checked for beyond its types and its format: typescript-eslint's recommended rules that know types. */
'use strict'

const { defineConfig, globalIgnores } = require('eslint/config')
const tseslint = require('typescript-eslint')

module.exports = defineConfig(
  globalIgnores(['dist/', 'dist.*/', '.cache/', 'screenshots/']),
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.recommendedTypeChecked],
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: __dirname } },
    rules: {
      // As the compiler has it: a name that begins with _ is not used on purpose.
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      // A method of an interface that returns a promise is async even where it awaits nothing: what it throws is a rejection.
      '@typescript-eslint/require-await': 'off',
      'no-restricted-properties': [
        'error',
        {
          object: 'URL',
          property: 'canParse',
          message: 'Ask urlOf (core/text/url): on Node 20 this allows what is no address.',
        },
      ],
      // Loading the server starts it, so a test does that when it has set the environment.
      '@typescript-eslint/no-require-imports': ['error', { allow: ['/src/server$'] }],
    },
  },
  {
    files: ['test/browser/**/*.ts'],
    ignores: ['test/browser/support/screenshot.ts'],
    rules: {
      'no-restricted-syntax': [
        'error',
        {
          selector: "CallExpression[callee.property.name='screenshot']",
          message: 'Take pictures with support/screenshot: Chromium refuses one now and then.',
        },
      ],
    },
  },
)
