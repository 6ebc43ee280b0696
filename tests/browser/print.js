// Pages on paper: folds are open while they are printed and closed again afterwards, what leads elsewhere is left out,
// and the page's own address and day are there.
'use strict';

const { check, same } = require('./tally');
const { visit, DESK } = require('./browser');

/** What of `selectors` can be seen. */
function seen(page, selectors) {
  return page.evaluate((list) => list.filter((selector) => {
    const all = Array.from(document.querySelectorAll(selector));
    return all.some((element) => element.checkVisibility() && element.getBoundingClientRect().height > 0);
  }), selectors);
}

async function print(browser, base) {
  const page = await visit(browser, base, { viewport: DESK });
  await page.goto(`${base}index.html`);
  const folded = await page.locator('details:not([open])').count();
  check('print', folded > 0, 'there is something to unfold');
  await page.evaluate(() => {
    window.addEventListener('beforeprint', () => { window.printing = document.querySelectorAll('details:not([open])').length; });
  });
  await page.pdf({ format: 'A4' });
  same('print', await page.evaluate(() => window.printing), 0, 'folds while it is printed');
  same('print', await page.locator('details:not([open])').count(), folded, 'folds afterwards');

  await page.goto(`${base}lookup/index.html#id=h-075`);
  await page.waitForSelector('[data-answer]:not([hidden]) h2');
  await page.emulateMedia({ media: 'print' });
  const parts = ['[data-answer] h2', '.lead-name', '.answer-call', '.chain-name', '.nav', '#q', '.type-switch'];
  same('print', await seen(page, parts), parts.slice(0, 4), 'a card on paper');
  await page.context().close();
}

module.exports = { print };
