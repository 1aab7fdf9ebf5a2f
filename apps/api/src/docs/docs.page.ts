import { escaped } from '../http/html';

/** As much of an OpenAPI document as the page shows. */
export interface OpenApi {
  info: { title: string; description?: string; version: string };
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, unknown> };
}

interface Operation {
  tags?: string[];
  summary?: string;
  description?: string;
  parameters?: { name: string; in: string; required?: boolean; schema?: unknown }[];
  requestBody?: { content: Record<string, { schema: unknown }> };
  responses: Record<string, { content?: Record<string, { schema: unknown }> }>;
}

const STYLE = `
:root { color-scheme: light dark; --line: #8884; --soft: #8882 }
body { font: 16px/1.5 system-ui, sans-serif; margin: 0 auto; max-width: 60rem; padding: 1.5rem }
h2 { margin-top: 2.5rem } summary { cursor: pointer; padding: .4rem 0 } details { border-top: 1px solid var(--line) }
.verb { display: inline-block; min-width: 4.5rem; font-weight: 600 }
code, pre { font: 14px/1.4 ui-monospace, monospace }
pre { background: var(--soft); padding: .75rem; overflow: auto } table { border-collapse: collapse }
td, th { border: 1px solid var(--line); padding: .2rem .6rem; text-align: left }`;

/**
 * Every call with what it takes and answers, as plain HTML: it opens on an intranet, on paper and with scripts
 * switched off.
 */
export function docsPage({ info, paths, components }: OpenApi): string {
  const calls = Object.entries(paths).flatMap(([path, verbs]) =>
    Object.entries(verbs).map(([verb, operation]) => ({ path, verb, operation })),
  );
  const tags = [...new Set(calls.map(({ operation }) => operation.tags?.[0] ?? ''))];
  const sections = tags.map((tag) => {
    const its = calls.filter(({ operation }) => (operation.tags?.[0] ?? '') === tag);
    return `<h2 id="${escaped(tag)}">${escaped(tag)}</h2>${its.map(callHtml).join('')}`;
  });
  const schemas = Object.entries(components.schemas)
    .map(
      ([name, schema]) =>
        `<details id="schema-${escaped(name)}"><summary><code>${escaped(name)}</code></summary>
${json(schema)}</details>`,
    )
    .join('');
  return `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1"><title>${escaped(info.title)}</title>
<style>${STYLE}</style></head><body>
<h1>${escaped(info.title)} <small>${escaped(info.version)}</small></h1>
<p>${escaped(info.description ?? '')} <a href="/api/openapi.json">openapi.json</a></p>
<nav>${tags.map((tag) => `<a href="#${escaped(tag)}">${escaped(tag)}</a>`).join(' · ')}</nav>
${sections.join('')}<h2>Schemas</h2>${schemas}</body></html>`;
}

function callHtml({ path, verb, operation }: { path: string; verb: string; operation: Operation }): string {
  const must = (required?: boolean): string => (required ? '必填 required' : '');
  const rows = (operation.parameters ?? []).map(
    ({ name, in: place, required }) =>
      `<tr><td><code>${escaped(name)}</code></td><td>${escaped(place)}</td><td>${must(required)}</td></tr>`,
  );
  const bodies = Object.entries(operation.requestBody?.content ?? {});
  const answers = Object.entries(operation.responses).map(([status, { content }]) => {
    const [first] = Object.values(content ?? {});
    return `<p><strong>${escaped(status)}</strong></p>${first && Number(status) < 300 ? json(first.schema) : ''}`;
  });
  return `<details><summary><span class="verb">${escaped(verb.toUpperCase())}</span>
<code>${escaped(path)}</code> ${escaped(operation.summary ?? '')}</summary>
<p>${escaped(operation.description ?? '')}</p>
${rows.length > 0 ? `<table>${rows.join('')}</table>` : ''}
${bodies.map(([type, { schema }]) => `<p>${escaped(type)}</p>${json(schema)}`).join('')}${answers.join('')}</details>`;
}

/** JSON with its references as links. */
function json(value: unknown): string {
  const text = escaped(JSON.stringify(value, null, 2));
  const linked = text.replace(/#\/components\/schemas\/(\w+)/g, '<a href="#schema-$1">$1</a>');
  return `<pre>${linked}</pre>`;
}
