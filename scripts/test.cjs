'use strict';

const { ensureThen, ROOT } = require('./ensure.cjs');
const { spawn } = require('node:child_process');
const { accessSync, constants } = require('node:fs');
const { delimiter, join } = require('node:path');

/** What some tests use when the machine has it; any one of the names will do. */
const OPTIONAL = {
  chromium: ['chromium-headless-shell', 'chromium', 'chromium-browser', 'google-chrome'],
  hledger: ['hledger'],
  pdftotext: ['pdftotext'],
  libreoffice: ['libreoffice', 'soffice'],
};

ensureThen(() => {
  const missing = Object.keys(OPTIONAL).filter((tool) => !OPTIONAL[tool].some(onPath));
  if (missing.length > 0) {
    process.stderr.write(
      `songbai: not on this machine: ${missing.join(', ')}; the tests that need them are skipped\n`,
    );
  }
  const jest = join(ROOT, 'node_modules/jest/bin/jest.js');
  const child = spawn(process.execPath, [jest, ...process.argv.slice(2)], { cwd: ROOT, stdio: 'inherit' });
  // Ctrl-C reaches jest by itself; we stay to pass its status on.
  process.on('SIGINT', () => undefined);
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  child.once('exit', (code, signal) => {
    process.exitCode = signal === null ? code : 1;
  });
});

function onPath(name) {
  return (process.env.PATH || '').split(delimiter).some((folder) => {
    try {
      accessSync(join(folder, name), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}
