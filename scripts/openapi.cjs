'use strict';

require('./ensure.cjs').ensureThen(() => {
  require('../apps/api/dist/docs/write-openapi.js');
});
