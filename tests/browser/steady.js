// Nothing jumps while a page of the look-up comes on a slow phone: what moves without having been touched is counted as
// browsers count it (cumulative layout shift).
'use strict';

const { check } = require('./tally');
const { visit, PHONE } = require('./browser');

const LIMIT = 0.1;

/** Whatever was looked for has come. */
function isThere(wanted) {
  const [card, status] = [document.querySelector('[data-answer]'), document.querySelector('[data-status]')];
  const found = { card: !card.hidden, status: status.textContent !== '', field: document.querySelector('#q').checkVisibility() };
  return found[wanted] && !document.documentElement.classList.contains('is-asking');
}

/** The page as it stands is on the screen. */
async function drawn(page) {
  await page.waitForFunction(() => performance.getEntriesByName('first-contentful-paint').length > 0);
  await page.evaluate(() => new Promise((next) => { requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(next, 100))); }));
}

/** `http` is where the demonstration board is served. */
async function steady(browser, http) {
  const addresses = [['', 'field'], ['#id=h-075', 'card'], ['#id=h-075&shareTo=weixin', 'card'], ['#id=h-999', 'status'], ['#q=3', 'status'], ['?q=3', 'status']];
  for (const [address, wanted] of addresses) {
    const page = await visit(browser, http, { viewport: PHONE });
    await page.addInitScript(() => {
      window.shifts = [];
      const observer = new PerformanceObserver((list) => window.shifts.push(...list.getEntries()
        .filter((entry) => !entry.hadRecentInput).map((entry) => [entry.value, entry.sources.map((source) => (source.node && source.node.outerHTML ? source.node.outerHTML.slice(0, 60) : '?'))])));
      observer.observe({ type: 'layout-shift', buffered: true });
    });
    // The page has been drawn when its scripts come, and has been drawn again when their data comes.
    let late = Promise.resolve();
    await page.route(/lookup/, async (route) => {
      const script = route.request().resourceType() === 'script';
      if (script) { late = late.then(() => drawn(page)); await late; }
      await route.continue();
    });
    await page.goto(`${http}lookup/index.html${address}`);
    await page.waitForFunction(isThere, wanted, { timeout: 60000 });
    // Shifts are told with the frame after the one in which they happen.
    await drawn(page);
    const shifts = await page.evaluate(() => window.shifts);
    const sum = shifts.reduce((all, [value]) => all + value, 0);
    check('steady', sum <= LIMIT, () => `lookup/index.html${address} shifts by ${sum.toFixed(3)}: ${JSON.stringify(shifts)}`);
    await page.context().close();
  }
}

module.exports = { steady };
