import type { ValidateFunction } from 'ajv';
import Ajv from 'ajv/dist/2020';
import addFormats from 'ajv-formats';

type Json = Record<string, unknown>;

const ROOT = 'openapi.json';

/** So many faults of one answer are told; the rest are most likely the same one in the next row. */
const MOST_TOLD = 5;

export interface Schemas {
  /** What is wrong with this value by the schema at this place of the document: none if it is as the document says. */
  faults(place: readonly string[], value: unknown): string[];
}

/**
 * The schemas of an OpenAPI document, each compiled when it is first asked for. Objects are closed: a field that the
 * document does not list is a fault, unless the schema says itself that there are more.
 */
export function schemasOf(document: object): Schemas {
  // Each file of specs compiles what it needs and asks it a few times: what is compiled soonest is best.
  const soon = { inlineRefs: false, code: { optimize: false } };
  const ajv = addFormats(new Ajv({ strict: false, allErrors: true, validateSchema: false, ...soon }));
  ajv.addSchema({ $id: ROOT, ...(closed(document) as Json) });
  const compiled = new Map<string, ValidateFunction>();
  return {
    faults: (place, value) => {
      const pointer = `${ROOT}#/${place.map(escaped).join('/')}`;
      const validate = compiled.get(pointer) ?? ajv.compile({ $ref: pointer });
      compiled.set(pointer, validate);
      if (validate(value)) return [];
      const told = (validate.errors ?? []).map(({ instancePath, message, params }) => {
        const { additionalProperty, allowedValues } = params;
        const names = [additionalProperty, allowedValues].filter((each) => each !== undefined);
        return [instancePath.replace(/\/\d+(?=\/|$)/g, '/*'), message, ...names].join(' ').trim();
      });
      return [...new Set(told)].slice(0, MOST_TOLD);
    },
  };
}

/** As a piece of a JSON pointer within a URI. */
const escaped = (name: string): string =>
  encodeURIComponent(name.replaceAll('~', '~0').replaceAll('/', '~1'));

function closed(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(closed);
  if (typeof node !== 'object' || node === null) return node;
  const copy = Object.fromEntries(
    Object.entries(node).map(([name, value]) => [name, name === 'example' ? value : closed(value)]),
  );
  const isOpen = copy.type !== 'object' || !('properties' in copy) || 'additionalProperties' in copy;
  return isOpen ? copy : { ...copy, additionalProperties: false };
}
