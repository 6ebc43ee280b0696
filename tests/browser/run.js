// Drives a real browser over a finished board: node run.js CHROMIUM SITE [kiosk]. Without the last word the whole of
// the demonstration board is looked at, with it the kiosk and the service desk of the resettlement district.
'use strict';

const path = require('path');
const { pathToFileURL } = require('url');
const { launch } = require('./browser');
const { answersFirst, crawl } = require('./crawl');
const { kiosk } = require('./kiosk');
const { foreign, lookup } = require('./lookup');
const { print } = require('./print');
const { services } = require('./services');
const { serve } = require('./server');
const { steady } = require('./steady');
const { report } = require('./tally');

async function main([chromium, folder, what]) {
  const site = path.resolve(folder);
  const browser = await launch(chromium);
  const server = await serve(site);
  try {
    const base = pathToFileURL(site + '/').href;
    if (what === 'kiosk') {
      await kiosk(browser, base, server.base);
      await services(browser, base);
      await foreign(browser, base);
    } else {
      await lookup(browser, base, server.base);
      await steady(browser, server.base);
      await print(browser, base);
      const pages = await crawl(browser, site);
      await answersFirst(browser, site);
      console.log(`pages opened: ${pages}`);
    }
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
