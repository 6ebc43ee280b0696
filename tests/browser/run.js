// Drives a real browser over the finished demonstration board: node run.js CHROMIUM SITE.
'use strict';

const path = require('path');
const { pathToFileURL } = require('url');
const { launch } = require('./browser');
const { crawl } = require('./crawl');
const { lookup } = require('./lookup');
const { serve } = require('./server');
const { report } = require('./tally');

async function main([chromium, folder]) {
  const site = path.resolve(folder);
  const browser = await launch(chromium);
  const server = await serve(site);
  try {
    await lookup(browser, pathToFileURL(site + '/').href, server.base);
    const pages = await crawl(browser, site);
    console.log(`pages opened: ${pages}`);
  } finally {
    server.close();
    await browser.close();
  }
  process.exitCode = report(console.log) ? 0 : 1;
}

main(process.argv.slice(2)).catch((error) => {
  console.error(error);
  process.exitCode = 1;
});
