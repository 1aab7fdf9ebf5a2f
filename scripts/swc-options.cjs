'use strict';

/**
 * How TypeScript becomes JavaScript, for the build and for jest alike, so that tests run what is shipped.
 * Assigned (not defined) fields are what NestJS, TypeORM and class-validator are written for.
 */
exports.swcOptions = {
  swcrc: false,
  configFile: false,
  sourceMaps: true,
  jsc: {
    target: 'es2022',
    parser: { syntax: 'typescript', decorators: true },
    transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false },
    keepClassNames: true,
  },
  module: { type: 'commonjs' },
};
