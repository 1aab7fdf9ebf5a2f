'use strict';

require('./ensure.cjs').ensureThen(() => {
  process.setSourceMapsEnabled(true);
  require('../apps/api/dist/cli.js');
});
