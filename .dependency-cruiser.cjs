/**
 * The import rules of the house. test/architecture/boundaries.spec.ts shows that each of them bites.
 *
 * @type {import('dependency-cruiser').IConfiguration}
 */
module.exports = {
  forbidden: [
    {
      name: 'libs-are-pure',
      comment: 'Rules import decimal.js and each other, nothing else: no framework, database, clock or file.',
      severity: 'error',
      from: { path: '^libs/(?!client/)', pathNot: '\\.spec\\.ts$' },
      to: { pathNot: '^libs/|node_modules/decimal\\.js/' },
    },
    {
      name: 'client-knows-the-interface-only',
      comment: 'What stands at the other end of a wire knows openapi.json and nothing of ours.',
      severity: 'error',
      from: { path: '^libs/client/', pathNot: '\\.spec\\.ts$' },
      to: { pathNot: '^libs/client/|node_modules/openapi-fetch/' },
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
      comment: 'What needs each other is one thing: put it into one file, or what both need into a third.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'all-imports-resolve',
      comment: 'An import that leads nowhere would slip through every rule above and below.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'libs-by-the-door',
      comment: 'Outside its package a lib is known by its index only.',
      severity: 'error',
      from: { path: '^(libs/[^/]+|apps|migrations|test)/' },
      to: { path: '^libs/[^/]+/src/(?!index\\.ts$)', pathNot: '^$1/' },
    },
    {
      name: 'rooms-by-the-door',
      comment:
        'A room knows another by what that one offers: its service, its stores, its views and shapes, its index, ' +
        'and the files named here. Never its controller, page or inner files. db, http and registers serve all.',
      severity: 'error',
      from: { path: '^apps/api/src/([^/]+)/', pathNot: '\\.module\\.ts$' },
      to: {
        path: '^apps/api/src/[^/]+/',
        pathNot: [
          '^apps/api/src/$1/',
          '^apps/api/src/(db|docs|http)/',
          '^apps/api/src/[^/]+/([^/]+\\.service|[^/]+-store|index)\\.ts$',
          '^apps/api/src/access/(caller|passwords|person|role)\\.ts$',
          '^apps/api/src/ledger/(balances|breaches|export|invariants|ledger|replay)\\.ts$',
          '^apps/api/src/months/(progress|result)\\.ts$',
          '^apps/api/src/papers/(journal|model|write-papers)\\.ts$',
          '^apps/api/src/personal-data/(key-file|vault)\\.ts$',
          '^apps/api/src/portal/portal\\.ts$',
          '^apps/api/src/registers/',
          '^apps/api/src/audit/audit\\.ts$',
          '^apps/api/src/[^/]+/[^/]+(-views|\\.dto)\\.ts$',
        ],
      },
    },
    {
      name: 'db-serves-and-asks-nobody',
      comment: 'Every room stands on db/, so db/ stands on none: the settings are all it reads.',
      severity: 'error',
      from: { path: '^apps/api/src/db/' },
      to: { path: '^apps/api/src/', pathNot: '^apps/api/src/(db/|config\\.ts$)' },
    },
    {
      name: 'only-db-connects',
      comment: 'Connections, transactions and their actor are made in db/ alone; an entity maps columns.',
      severity: 'error',
      from: { path: '^apps/api/src/', pathNot: '^apps/api/src/db/|\\.entity\\.ts$' },
      to: { path: 'node_modules/(typeorm|@nestjs/typeorm|pg)/' },
    },
    {
      name: 'embedded-by-the-door',
      comment: 'The launcher of our own PostgreSQL is a closed box with one door.',
      severity: 'error',
      from: { path: '^apps/api/src/', pathNot: '^apps/api/src/db/embedded/' },
      to: { path: '^apps/api/src/db/embedded/(?!index\\.ts$)' },
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
      comment: 'What is shipped does not lean on what tests it.',
      severity: 'error',
      from: { path: '^(apps|libs|migrations)/', pathNot: '\\.spec\\.ts$' },
      to: { path: '^test/|\\.spec\\.ts$' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '/dist/|^test/architecture/fixtures/' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default'],
    },
  },
};
