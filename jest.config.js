import { availableParallelism } from 'node:os';

/** Jest runs the TypeScript sources as ES modules through swc; child processes run the build that globalSetup makes. */
export default {
  testEnvironment: 'node',
  roots: ['<rootDir>/test'],
  testMatch: ['**/*.test.ts'],
  extensionsToTreatAsEsm: ['.ts'],
  moduleNameMapper: {
    // Packed for the program by globalSetup: one file instead of ninety, and no import of JSON for Jest to complain of.
    '^libphonenumber-js/max$': '<rootDir>/dist/libraries/libphonenumber-js-max.js',
    '^(\\.{1,2}/.*)\\.js$': '$1',
  },
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      {
        jsc: {
          parser: { syntax: 'typescript' },
          target: 'es2023',
          experimental: { keepImportAttributes: true },
        },
        module: { type: 'es6' },
        sourceMaps: 'inline',
      },
    ],
  },
  globalSetup: '<rootDir>/test/support/global-setup.mjs',
  globalTeardown: '<rootDir>/test/support/global-teardown.mjs',
  // Tests spend most of their time waiting for servers and browsers: two at once even on two cores.
  maxWorkers: Math.max(2, availableParallelism() - 1),
  testTimeout: 60_000,
};
