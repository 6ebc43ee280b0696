// Looks through whole boards as `crawl` does, without the demonstration's own questions: node boards.js CHROMIUM SITE…
'use strict';

const path = require('path');
const { launch } = require('./browser');
const { crawl } = require('./crawl');
const { report } = require('./tally');

async function main([chromium, ...folders]) {
  const browser = await launch(chromium);
  let pages = 0;
  for (const folder of folders) pages += await crawl(browser, path.resolve(folder));
  await browser.close();
  console.log(`pages opened: ${pages}`);
  process.exitCode = report(console.log) ? 0 : 1;
}

main(process.argv.slice(2)).catch((error) => {
  console.error(error);
  process.exitCode = 1;
});
