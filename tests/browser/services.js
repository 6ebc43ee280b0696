// What the service desk offers: a list that opens, and is sifted while one types.
'use strict';

const { PHONE, accessible, fits } = require('./browser');
const { check, same } = require('./tally');

/** So many px the whole list may be high on a phone, folded. */
const HEIGHT = 9500;

/** `base` is a board with 88 matters in 24 categories. */
async function services(browser, base) {
  const address = base + 'services/index.html';
  const left = (page) => page.locator('.service:visible').count();

  const plain = await browser.newContext({ viewport: PHONE, javaScriptEnabled: false });
  let page = await plain.newPage();
  await page.goto(address);
  same('services', await left(page), 88, 'all are there without scripts');
  check('services', !(await page.locator('#sift').isVisible()), 'a field that does nothing is not shown');
  const height = (await page.locator('body').boundingBox()).height;
  check('services', height < HEIGHT, () => `the page is ${height} px high`);
  await page.click('.service:first-child summary');
  check('services', await page.locator('.service-more').first().isVisible(), 'a line opens');
  await page.goto(address + '#s-s-0303');
  check('services', await page.locator('#s-s-0303').isVisible(), 'the address of a matter opens it');
  await page.emulateMedia({ media: 'print' });
  const unprinted = await page.$$eval('.service', (all) => all.filter((one) => {
    const box = one.querySelector('.service-more').getBoundingClientRect();
    return !(box.height > 0 && one.querySelector('.service-name').getBoundingClientRect().height > 0);
  }).length);
  same('services', unprinted, 0, 'on paper all is open');
  await plain.close();

  const context = await browser.newContext({ viewport: PHONE });
  page = await context.newPage();
  await page.goto(address);
  await accessible(page, 'the service desk');
  await fits(page, 'the service desk');
  const status = page.locator('[role=search] [role=status]');
  await page.fill('#sift', '身份证 登记');
  await page.waitForFunction(() => document.querySelector('[role=search] [role=status]').textContent);
  const found = await left(page);
  check('services', found > 0 && found < 20, () => `${found} are left`);
  same('services', await status.textContent(), `剩下 ${found} 项`, 'how many are left is told');
  const wrong = await page.$$eval('.service:not([hidden])', (all) => all.filter((one) => !one.textContent.includes('身份证')).length);
  same('services', wrong, 0, 'of what is left, what does not fit');
  await accessible(page, 'what is left of the services');
  check('services', !(await page.locator('.jump').isVisible()), 'the index is gone while one looks');
  check('services', (await page.locator('.service-group:visible').count()) <= found, 'no empty category is left');
  await page.fill('#sift', '没有这种事');
  await page.waitForFunction(() => !document.querySelector('.service:not([hidden])'));
  check('services', (await status.textContent()).includes('没有'), 'that nothing fits is told');
  await page.fill('#sift', '');
  await page.waitForFunction(() => !document.querySelector('.service[hidden]'));
  same('services', await status.textContent(), '', 'nothing is told of all');
  await page.goto(base + 'en/services/index.html');
  await page.fill('#sift', 'petition');
  await page.waitForFunction(() => document.querySelector('[role=search] [role=status]').textContent);
  const told = await status.textContent();
  check('services', /^(1 service|\d+ services) left$/.test(told) || told.startsWith('No service'), () => told);
  await context.close();
}

module.exports = { services };
