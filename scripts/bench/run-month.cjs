'use strict';

/** The month command in a process of its own that says at its end how much memory it took at most, in KB. */
process.on('exit', () => {
  process.stderr.write(`\nmax-rss ${process.resourceUsage().maxRSS}\n`);
});
require('../../apps/api/dist/cli.js');
