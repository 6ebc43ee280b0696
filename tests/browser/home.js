// The home page's own field, which hands over what was typed.
'use strict';

const { check } = require('./tally');
const { visit, PHONE } = require('./browser');

/** Types a door on the home page: Enter leads to its card, or to the answers among which it is. */
async function home(browser, base, folder, { typed: { door, place, opens }, right }, what) {
  const page = await visit(browser, base, { viewport: PHONE });
  await page.goto(`${base}${folder}index.html`);
  await page.fill('#q', door);
  await page.press('#q', 'Enter');
  await page.waitForURL(`${base}${folder}lookup/index.html**`);
  if (!opens) await page.click(`[aria-labelledby=group-households] > .option >> nth=${place}`);
  await page.waitForSelector('[data-answer]:not([hidden]) h2');
  const shown = await page.textContent('[data-answer] h2');
  check('home', shown === right.door, `${what}: the home page's field leads to ${shown}, not to ${right.door}`);
  await page.context().close();
}

module.exports = { home };
