'use strict';

require('./ensure.cjs').ensureThen(() => {
  process.setSourceMapsEnabled(true);
  // In this very process, so that SIGTERM and Ctrl-C reach the server itself.
  require('../apps/api/dist/main.js');
});
