// Counts what was looked at and remembers what was wrong.
'use strict';

const faults = [];
const counts = new Map();

/** One check of `area`: whether `ok`, else what is wrong. */
function check(area, ok, what) {
  counts.set(area, (counts.get(area) || 0) + 1);
  if (!ok) faults.push(`${area}: ${typeof what === 'function' ? what() : what}`);
  return Boolean(ok);
}

/** Whether `found` says the same as `expected`, written as JSON. */
function same(area, found, expected, what) {
  const [a, b] = [JSON.stringify(found), JSON.stringify(expected)];
  return check(area, a === b, () => `${what}: ${a}, not ${b}`);
}

/** Prints the figures, then every fault; says whether there was none. */
function report(print) {
  let total = 0;
  for (const [area, count] of counts) {
    total += count;
    print(`  ${area}: ${count}`);
  }
  print(`browser checks: ${total}`);
  for (const fault of faults) print(`WRONG ${fault}`);
  return faults.length === 0;
}

module.exports = { check, same, report };
