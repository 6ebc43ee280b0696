// A promise's history, read as a villager does: node history.js CHROMIUM SITE, where SITE is a village that moved a due date.
'use strict';

const path = require('path');
const { pathToFileURL } = require('url');
const { accessible, fits, launch, visit } = require('./browser');
const { check, report } = require('./tally');

const text = async (page, selector) => (await page.textContent(selector)).replace(/\s+/g, ' ').trim();

async function main([chromium, folder]) {
  const base = pathToFileURL(path.resolve(folder) + '/').href;
  const browser = await launch(chromium);
  try {
    const page = await visit(browser, base);
    await page.goto(`${base}index.html`);
    await page.click('nav a[href*="commitments/"]');
    await page.waitForURL(`${base}commitments/index.html`);
    await page.click('text=修通机耕路');
    const link = 'a[href*="changes/2026/2/index.html"]:visible';
    const line = await page.evaluate(() => document.querySelector('main').innerText.replace(/\s+/g, ''));
    const wanted = '完成期限改过1次：2026年6月30日→2026年9月30日，2026年7月2日公布';
    check('history', line.includes(wanted), () => `the promise says ${line}`);
    await fits(page, 'a promise');
    await page.click(link);
    await page.waitForURL(`${base}changes/2026/2/index.html`);
    const told = await text(page, '#p-2');
    check('history', told.includes('第 2 次公布'), () => `the link leads to ${told}`);
    check('history', /2026年6月30日.*2026年9月30日/.test(told), () => `the publication tells ${told}`);
    const seen = await page.$eval('#p-2', (element) => {
      const box = element.getBoundingClientRect();
      return box.top < window.innerHeight && box.bottom > 0;
    });
    check('history', seen, 'the publication is not in sight');
    await fits(page, 'the publication');
    await accessible(page, 'the publication');
    for (const name of ['changes/index.html', 'changes/2026/index.html', 'changes/grids/g-2/index.html', 'index.html']) {
      await page.goto(base + name);
      await fits(page, name);
      await accessible(page, name);
    }
    await page.context().close();
  } finally {
    await browser.close();
  }
  process.exitCode = report(console.log) ? 0 : 1;
}

main(process.argv.slice(2)).catch((error) => {
  console.error(error);
  process.exitCode = 1;
});
