import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Node runs our modules as they are; jest runs CommonJS, so swc turns them into it, import.meta and import() included. */
const swc = {
  jsc: {
    target: 'es2023',
    parser: { syntax: 'typescript', tsx: true },
    transform: { react: { runtime: 'automatic', importSource: 'preact' } },
  },
  module: { type: 'commonjs' },
  sourceMaps: 'inline',
};

/** Packages that ship no CommonJS at all. */
const onlyModules = ['preact', '@preact/signals', '@preact/signals-core', '@scure/base', '@noble/hashes', 'ical.js'];

const everyProject = {
  rootDir: root,
  roots: ['<rootDir>/tests'],
  testEnvironment: '<rootDir>/tests/support/leak-environment.ts',
  resolver: '<rootDir>/tests/support/resolver.cjs',
  transform: { '\\.m?[jt]sx?$': ['@swc/jest', swc] },
  transformIgnorePatterns: [`/node_modules/(?!(${onlyModules.join('|')})/)`, '\\.cjs$'],
  moduleFileExtensions: ['ts', 'tsx', 'js', 'cjs', 'mjs', 'json', 'node'],
};

const withServices = {
  ...everyProject,
  globalSetup: '<rootDir>/tests/support/global-setup.ts',
  globalTeardown: '<rootDir>/tests/support/global-teardown.ts',
};

export default {
  rootDir: root,
  // More than cores: much of the time a test waits for somebody.
  maxWorkers: 3,
  testSequencer: '<rootDir>/tests/support/longest-first.cjs',
  // jest takes this for all projects or not at all. Only a test that hangs meets it, however slow the machine.
  testTimeout: 180_000,
  projects: [
    {
      ...everyProject,
      displayName: 'fast',
      testMatch: ['**/*.test.{ts,tsx}', '!**/*.{live,browser}.test.{ts,tsx}'],
      testEnvironment: '<rootDir>/tests/support/offline-environment.ts',
    },
    { ...withServices, displayName: 'live', testMatch: ['**/*.live.test.ts'] },
    { ...withServices, displayName: 'browser', testMatch: ['**/*.browser.test.ts'] },
  ],
};
