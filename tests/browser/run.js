// Drives a real browser over a finished site: node run.js CHROMIUM SITE.
'use strict';

const path = require('path');
const { launch } = require('./browser');
const { crawl } = require('./crawl');
const { report } = require('./tally');

async function main([chromium, folder]) {
  const site = path.resolve(folder);
  const browser = await launch(chromium);
  try {
    const pages = await crawl(browser, site);
    console.log(`pages opened: ${pages}`);
  } finally {
    await browser.close();
  }
  process.exitCode = report(console.log) ? 0 : 1;
}

main(process.argv.slice(2)).catch((error) => {
  console.error(error);
  process.exitCode = 1;
});
