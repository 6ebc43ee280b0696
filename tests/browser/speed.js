// How long a search takes once its files are there, on a processor four times slower:
// node speed.js CHROMIUM SITE QUERIES.json. Prints the median and the worst in milliseconds.
'use strict';

const fs = require('fs');
const path = require('path');
const { pathToFileURL } = require('url');
const { launch, visit } = require('./browser');
const { report } = require('./tally');

const SLOWER = 4;

/** Runs in the page: searches twice, the second time with all files at hand and nothing prepared, and times that. */
async function timed(queries) {
  const rules = window.gongkailanLookup;
  const files = {};
  window.gongkailanShard = (name, data) => { files[name] = data; };
  const load = (name, done) => {
    if (files[name]) { done(files[name]); return; }
    const script = document.createElement('script');
    script.src = `s~${name}.js`;
    script.onload = () => done(files[name] || null);
    script.onerror = () => done(null);
    document.head.appendChild(script);
  };
  const times = [];
  for (const query of queries) {
    await new Promise((resolve) => { new rules.Search(load).find(query, resolve); });
    const fresh = new rules.Search((name, done) => done(files[name]));
    const start = performance.now();
    fresh.find(query, () => times.push(performance.now() - start));
  }
  return times;
}

async function main([chromium, site, queries]) {
  const browser = await launch(chromium);
  const base = pathToFileURL(path.resolve(site) + '/').href;
  const page = await visit(browser, base);
  await page.goto(`${base}lookup/index.html`);
  const session = await page.context().newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: SLOWER });
  const times = await page.evaluate(timed, JSON.parse(fs.readFileSync(queries, 'utf8')));
  await browser.close();
  times.sort((a, b) => a - b);
  const at = (share) => times[Math.floor((times.length - 1) * share)].toFixed(1);
  console.log(JSON.stringify({ median: Number(at(0.5)), most: Number(at(0.95)), worst: Number(at(1)) }));
  process.exitCode = report(console.error) ? 0 : 1;
}

main(process.argv.slice(2)).catch((error) => {
  console.error(error);
  process.exitCode = 1;
});
