'use strict';

const { v7: newId } = require('uuid');
const { anyValue } = require('./values.cjs');

/** The schema itself, where it is a reference into the document. */
function resolved(schema, document) {
  const name = /^#\/components\/schemas\/(.+)$/.exec(schema?.$ref ?? '')?.[1];
  if (name) return document.components.schemas[name];
  const [only] = schema?.allOf ?? [];
  return only ? { ...resolved(only, document), ...schema } : (schema ?? {});
}

const RESOURCES = {
  ...{
    cadreId: 'cadres',
    contractId: 'contracts',
    providerId: 'providers',
    unitId: 'units',
    fundIds: 'funds',
  },
  ...{ budgetFundIds: 'funds', needId: 'needs', billIds: 'bills', billId: 'bills', workerId: 'workers' },
  ...{ orderId: 'orders', visitId: 'visits', ownerUnitId: 'units', bureauId: 'bureaus', id: 'visits' },
};

/** A value that the schema allows, with ids of things that there are, the caller's or somebody else's. */
function validValue(schema, name, world) {
  const { document, random, idOf } = world;
  const plain = resolved(schema, document);
  const types = [plain.type].flat();
  if (types.includes('null') && random.chance(0.4)) return random.chance(0.5) ? null : undefined;
  if (plain.enum) return random.pick(plain.enum);
  if (plain.properties) return validBody(plain, world);
  if (types.includes('array')) {
    const count = random.below(3) + (name.endsWith('Ids') ? 1 : 0);
    return Array.from({ length: count }, () => validValue(plain.items ?? {}, name, world));
  }
  if (plain.format === 'uuid') return name === 'id' && random.chance(0.7) ? newId() : idOf(RESOURCES[name]);
  return plain.example ?? (types.includes('string') ? 'x' : 1);
}

function validBody(schema, world) {
  const body = {};
  for (const [name, field] of Object.entries(schema.properties ?? {})) {
    const value = validValue(field, name, world);
    if (value !== undefined || schema.required?.includes(name)) body[name] = value ?? null;
  }
  return body;
}

/** Every place in a body, as the object that holds it and the key. */
function placesIn(value, found = []) {
  if (typeof value !== 'object' || value === null) return found;
  for (const key of Object.keys(value)) {
    found.push([value, key]);
    placesIn(value[key], found);
  }
  return found;
}

const POISON = [
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'hasOwnProperty',
  'then',
  'toJSON',
  '',
  '$ref',
  '\u0000',
];

const CHANGES = {
  wrong: (body, random) => {
    const places = placesIn(body);
    if (places.length === 0) return;
    const [holder, key] = random.pick(places);
    holder[key] = anyValue(random);
  },
  missing: (body, random) => {
    const places = placesIn(body);
    if (places.length === 0) return;
    const [holder, key] = random.pick(places);
    delete holder[key];
  },
  extra: (body, random) => {
    const key = random.chance(0.5) ? random.pick(POISON) : `more${random.below(9)}`;
    Object.defineProperty(body, key, {
      value: anyValue(random),
      enumerable: true,
      configurable: true,
      writable: true,
    });
  },
};

/** The text of a body with one to three things wrong with it. */
function brokenBody(body, random) {
  if (random.chance(0.06)) return JSON.stringify(anyValue(random)) ?? 'undefined';
  for (let rest = 1 + random.below(3); rest > 0; rest--)
    CHANGES[random.pick(Object.keys(CHANGES))](body, random);
  const text = JSON.stringify(body);
  if (random.chance(0.03)) return text.slice(0, random.below(text.length));
  if (random.chance(0.02)) return `${text}${text}`;
  if (random.chance(0.02)) return text.replace(/"(\w+)":/, '"$1":1,"$1":');
  if (random.chance(0.02)) return text.replace(/:\d+|:"[^"]*"/, ':NaN');
  return text;
}

module.exports = { brokenBody, resolved, validBody };
