'use strict';

// Loaded before the server (`npm start`, `npm run bench -- api`). V8 learns to make the literals of busy requests among
// its old objects at once; there they die with the request and keep alive what they point to until a full collection.
// Set from here and not on the command line, so that a V8 that has no such flag any more starts all the same.
require('node:v8').setFlagsFromString('--no-allocation-site-pretenuring');
