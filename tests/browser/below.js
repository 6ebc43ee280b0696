// What is typed on a county's look-up is handed on to that of a village: node below.js CHROMIUM LOOKUP TYPED. Prints where a
// link leads that stands below the field, and what is said there.
'use strict';

const { pathToFileURL } = require('url');
const { chromium } = require('playwright-core');

const [executablePath, lookup, typed] = process.argv.slice(2);

(async () => {
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--allow-file-access-from-files'] });
  const page = await browser.newPage({ viewport: { width: 360, height: 740 } });
  await page.goto(pathToFileURL(lookup).href);
  await page.fill('#q', typed);
  await page.click('[data-below]:not([hidden]) a');
  await page.waitForFunction(() => document.querySelector('[data-status]').textContent !== '');
  const told = await page.evaluate(() => [window.location.href, document.querySelector('.options').textContent]);
  process.stdout.write(JSON.stringify(told));
  await browser.close();
})();
