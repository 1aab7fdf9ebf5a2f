'use strict';

const { swcOptions } = require('./scripts/swc-options.cjs');

const compiled = ['@swc/jest', swcOptions];

/** @type {import('jest').Config} */
module.exports = {
  rootDir: __dirname,
  testEnvironment: '<rootDir>/test/support/realm.cjs',
  runtime: '<rootDir>/test/support/runtime.cjs',
  testMatch: ['libs', 'apps/api/src', 'apps/portal/src', 'test'].map(
    (folder) => `<rootDir>/${folder}/**/*.spec.ts`,
  ),
  testPathIgnorePatterns: ['/node_modules/', '/dist/', '<rootDir>/test/architecture/fixtures/'],
  modulePathIgnorePatterns: ['/dist/', '<rootDir>/.songbai/'],
  moduleNameMapper: {
    '^@songbai/(contracts|billing|client)$': '<rootDir>/libs/$1/src/index.ts',
    '^@songbai/migrations$': '<rootDir>/migrations/index.ts',
  },
  transform: { '^.+\\.ts$': compiled, '^.+\\.m?js$': compiled },
  // NestJS 12 is ESM only, and jest on Node 20 cannot require that; everything else is taken as it is.
  transformIgnorePatterns: ['/node_modules/(?!(@nestjs)/)'],
  globalSetup: '<rootDir>/test/support/global-setup.ts',
  globalTeardown: '<rootDir>/test/support/global-teardown.ts',
  setupFiles: ['<rootDir>/test/support/clock.ts'],
  testSequencer: '<rootDir>/test/support/longest-first.cjs',
  maxWorkers: 2,
  testTimeout: 60_000,
};
