/** The import rules of the house. test/architecture/boundaries.spec.ts shows that each of them bites. */
module.exports = {
  forbidden: [
    {
      name: 'libs-are-pure',
      comment: 'Rules import decimal.js and each other, nothing else: no framework, database, clock or file.',
      severity: 'error',
      from: { path: '^libs/', pathNot: '\\.spec\\.ts$' },
      to: { pathNot: '^libs/|node_modules/decimal\\.js/' },
    },
    {
      name: 'contracts-know-no-billing',
      comment: 'The agreement is the floor; the money stands on it.',
      severity: 'error',
      from: { path: '^libs/contracts/' },
      to: { path: '^libs/billing/' },
    },
    {
      name: 'portal-knows-no-server',
      comment: 'The portal speaks to the server over HTTP only; it may share the pure rules.',
      severity: 'error',
      from: { path: '^apps/portal/' },
      to: { path: '^(apps/api|migrations)/' },
    },
    {
      name: 'migrations-stand-alone',
      comment: 'A migration must mean the same for ever, so it reads no code that changes.',
      severity: 'error',
      from: { path: '^migrations/' },
      to: { path: '^(apps|libs|test)/' },
    },
    {
      name: 'no-circular',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'libs-by-the-door',
      comment: 'Outside its package a lib is known by its index only.',
      severity: 'error',
      from: { path: '^(libs/[^/]+|apps|migrations|test)/' },
      to: { path: '^libs/[^/]+/src/(?!index\\.ts$)', pathNot: '^$1/' },
    },
    {
      name: 'only-the-reader-knows-csv',
      comment: 'Tables of paper enter through apps/api/src/intake and leave through apps/api/src/papers.',
      severity: 'error',
      from: { path: '^apps/api/src/', pathNot: '^apps/api/src/(intake|papers)/' },
      to: { path: 'node_modules/(csv-parse|csv-stringify|exceljs|pdfkit)/' },
    },
    {
      name: 'no-test-in-product',
      severity: 'error',
      from: { path: '^(apps|libs|migrations)/', pathNot: '\\.spec\\.ts$' },
      to: { path: '^test/|\\.spec\\.ts$' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '/dist/' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default'],
    },
  },
};
