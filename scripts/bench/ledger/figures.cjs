'use strict';

/** The middle one; of an even number the upper. */
const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];

/** A quarter of the values are below it. */
const quartile = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 4)];

/** "median (least-most)". */
const range = (values, places = 2) =>
  `${median(values).toFixed(places)} (${Math.min(...values).toFixed(places)}-${Math.max(...values).toFixed(places)})`;

module.exports = { median, quartile, range };
