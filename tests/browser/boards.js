// Looks at whole boards beside the demonstration: of each, the longest page of every kind: node boards.js CHROMIUM SITE…
'use strict';

const fs = require('fs');
const path = require('path');
const { launch } = require('./browser');
const { answersFirst, crawl, pagesBelow } = require('./crawl');
const { report } = require('./tally');

/** The longest page of each folder and depth: one grid, one member, one bulletin. */
function longest(site) {
  const found = new Map();
  for (const file of pagesBelow(site)) {
    const parts = path.relative(site, file).split(path.sep);
    const kind = `${parts.length > 1 ? parts[0] : parts.join('/')} ${parts.length}`;
    const size = fs.statSync(file).size;
    if (!found.has(kind) || found.get(kind).size < size) found.set(kind, { file, size });
  }
  return Array.from(found.values(), (page) => page.file);
}

async function main([chromium, ...folders]) {
  const browser = await launch(chromium);
  let pages = 0;
  for (const folder of folders.map((name) => path.resolve(name))) {
    pages += await crawl(browser, folder, longest(folder));
    await answersFirst(browser, folder);
  }
  await browser.close();
  console.log(`pages opened: ${pages}`);
  process.exitCode = report(console.log) ? 0 : 1;
}

main(process.argv.slice(2)).catch((error) => {
  console.error(error);
  process.exitCode = 1;
});
