'use strict';

const { createHash } = require('node:crypto');
const fs = require('node:fs');
const { basename, dirname, join, relative } = require('node:path');

const STAMP = 'node_modules/.songbai/built.json';
const PACKAGES = [
  { from: 'libs/contracts/src', to: 'libs/contracts/dist' },
  { from: 'libs/billing/src', to: 'libs/billing/dist' },
  { from: 'libs/client/src', to: 'libs/client/dist' },
  { from: 'migrations', to: 'migrations/dist' },
  { from: 'apps/api/src', to: 'apps/api/dist' },
];
const NOT_SOURCES = new Set(['dist', 'node_modules', 'package.json', 'README.md']);

/** True when every source is as it was at the last build: none newer, none gone, none added. */
function isBuilt(root) {
  try {
    const sources = sourcesOf(root);
    const outputs = sources.map(({ file, out }) => (isTypeScript(file) ? jsOf(out) : out));
    if (!outputs.every((out) => fs.existsSync(out))) return false;
    return fs.readFileSync(join(root, STAMP), 'utf8') === stampOf(root, sources);
  } catch (error) {
    if (error.code === 'ENOENT') return false;
    throw error;
  }
}

/** Compiles all packages into their dist folders. Throws an Error that names the file that does not parse. */
async function build(root, say) {
  const began = Date.now();
  const sources = sourcesOf(root);
  const stamp = stampOf(root, sources);
  const outputs = new Set((await Promise.all(sources.map((source) => make(source)))).flat());
  for (const { to } of PACKAGES) removeStale(join(root, to), outputs);
  write(join(root, STAMP), stamp);
  say(`built ${sources.length} files in ${Date.now() - began} ms`);
}

function sourcesOf(root) {
  return PACKAGES.flatMap(({ from, to }) => {
    const base = join(root, from);
    return filesUnder(base).map((file) => ({ file, out: join(root, to, relative(base, file)) }));
  });
}

function filesUnder(folder) {
  if (!fs.existsSync(folder)) return [];
  return fs.readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (NOT_SOURCES.has(entry.name) || entry.name.startsWith('.')) return [];
    if (entry.isDirectory()) return filesUnder(path);
    return /\.(spec|d)\.ts$/.test(entry.name) ? [] : [path];
  });
}

/** Size and time of every source, taken before it is read: an edit during the build shows at the next one. */
function stampOf(root, sources) {
  const hash = createHash('sha256').update(process.version);
  for (const name of ['swc-options.cjs', 'ensure-build.cjs'])
    hash.update(fs.readFileSync(join(__dirname, name)));
  for (const { file } of sources) {
    const { size, mtimeMs } = fs.statSync(file);
    hash.update(`${relative(root, file)} ${size} ${mtimeMs}\n`);
  }
  return hash.digest('hex');
}

async function make({ file, out }) {
  if (!isTypeScript(file)) {
    write(out, fs.readFileSync(file));
    return [out];
  }
  const js = jsOf(out);
  const { code, map } = await compile(file, dirname(js));
  write(`${js}.map`, map);
  write(js, `${code}\n//# sourceMappingURL=${basename(js)}.map\n`);
  return [js, `${js}.map`];
}

async function compile(file, folder) {
  const { transformFile } = require('@swc/core');
  const { swcOptions } = require('./swc-options.cjs');
  try {
    // A relative path, so that the built files do not depend on where the clone lies.
    return await transformFile(file, { ...swcOptions, sourceFileName: relative(folder, file) });
  } catch (error) {
    // swc appends its own Rust stack, which helps nobody here.
    throw new Error(`${file} does not compile\n${error.message.split(/\n+Caused by/)[0]}`);
  }
}

function isTypeScript(file) {
  return file.endsWith('.ts');
}

function jsOf(out) {
  return out.replace(/\.ts$/, '.js');
}

/** Through a rename, since a running server may read the file; untouched when nothing changed. */
function write(path, content) {
  const data = Buffer.from(content);
  if (fs.existsSync(path) && fs.readFileSync(path).equals(data)) return;
  fs.mkdirSync(dirname(path), { recursive: true });
  fs.writeFileSync(`${path}.part`, data);
  fs.renameSync(`${path}.part`, path);
}

function removeStale(folder, outputs) {
  if (!fs.existsSync(folder)) return;
  for (const entry of fs.readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) removeStale(path, outputs);
    else if (!outputs.has(path)) fs.rmSync(path);
  }
  if (fs.readdirSync(folder).length === 0) fs.rmdirSync(folder);
}

module.exports = { isBuilt, build };
