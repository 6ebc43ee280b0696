// What somebody with poor eyes or a printer needs: node reading.js CHROMIUM SITE. SITE is published for /cun/.
'use strict';

const path = require('path');
const { pathToFileURL } = require('url');
const { launch, PHONE, DESK } = require('./browser');
const { pagesBelow } = require('./crawl');
const { serve } = require('./server');
const { check, report } = require('./tally');

/** Of each kind of page as many are looked at. */
const EACH = 3;
/** Text is no smaller, and a link that stands alone no smaller, in px. */
const TEXT = 18;
const TOUCH = 44;
/** Sheets of A4 that all commitments of the demonstration board may take. */
const SHEETS = 3;

/** In the page: what of it is too small, or reaches out of the window. */
function faults({ text, touch, enlarged }) {
  const found = [];
  const name = (e) => `${e.outerHTML.slice(0, 70)} (${e.textContent.trim().slice(0, 16)})`;
  const scrolls = (e) => e && (/auto|scroll/.test(getComputedStyle(e).overflowX) || scrolls(e.parentElement));
  const wide = document.documentElement.scrollWidth - document.documentElement.clientWidth;
  if (wide > 0) found.push(`the page is ${wide} px too wide`);
  for (const e of document.body.querySelectorAll('*')) {
    const says = Array.from(e.childNodes).some((node) => node.nodeType === 3 && node.data.trim());
    if (!says || !e.checkVisibility() || e.closest('svg, .visually-hidden, thead')) continue;
    const style = getComputedStyle(e);
    const box = e.getBoundingClientRect();
    if (!enlarged && parseFloat(style.fontSize) < text - 0.05) found.push(`${style.fontSize}: ${name(e)}`);
    if (!scrolls(e) && box.width > 2 && box.right > innerWidth + 1) {
      found.push(`${Math.round(box.right - innerWidth)} px outside: ${name(e)}`);
    }
  }
  const pen = document.createElement('canvas').getContext('2d');
  for (const field of document.querySelectorAll('input[placeholder]')) {
    const style = getComputedStyle(field);
    pen.font = style.font;
    const room = field.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight);
    const wants = pen.measureText(field.placeholder).width;
    if (!enlarged && field.checkVisibility() && wants > room) {
      found.push(`${Math.round(wants - room)} px of “${field.placeholder}” are cut off`);
    }
  }
  for (const link of document.querySelectorAll('.trail a, .nav a, .foot-links a, a.call')) {
    const box = link.getBoundingClientRect();
    if (link.checkVisibility() && (box.width < touch - 0.5 || box.height < touch - 0.5)) {
      found.push(`${box.width} × ${box.height}: ${name(link)}`);
    }
  }
  return found;
}

/** Every kind of page on a phone, as it is and with the reader's text twice as large. */
async function reads(page, site) {
  const seen = new Map();
  for (const full of pagesBelow(site)) {
    const file = path.relative(site, full);
    // What is missing is looked at where it is served.
    if (file === '404.html') continue;
    await page.goto(pathToFileURL(full).href);
    const kind = await page.evaluate(() => {
      document.querySelectorAll('details').forEach((details) => { details.open = true; });
      return document.body.className;
    });
    seen.set(kind, (seen.get(kind) || 0) + 1);
    if (seen.get(kind) > EACH || kind.includes('kiosk')) continue;
    for (const size of ['', '36px']) {
      await page.evaluate((size) => { document.documentElement.style.fontSize = size; }, size);
      const wrong = await page.evaluate(faults, { text: TEXT, touch: TOUCH, enlarged: size !== '' });
      const how = size ? ' with text twice as large' : '';
      check(`text${how}`, wrong.length === 0, () => `${file}${how}: ${wrong.slice(0, 4).join('\n    ')}`);
    }
  }
  check('kinds of pages', seen.size > 12, () => Array.from(seen.keys()).join(', '));
}

/** The first screen of a small phone shows the field, what is late, what is new and the first results, all whole; no date
 *  and no name of a result is broken over lines. */
async function answersAtOnce(page, site) {
  await page.setViewportSize({ width: 360, height: 640 });
  await page.goto(pathToFileURL(path.join(site, 'index.html')).href);
  const [seen, below, broken] = await page.evaluate(() => {
    const all = (selector) => Array.from(document.querySelectorAll(selector));
    const first = all('#q, .ask-button, .today-line').concat(all('.today-parts li').slice(0, 1));
    const says = (part) => part.textContent.trim() || part.id;
    return [
      first.length,
      first.filter((part) => part.getBoundingClientRect().bottom > innerHeight).map(says),
      all('main time, .results a').filter((part) => part.getClientRects().length > 1).map(says),
    ];
  });
  check('first screen', seen > 4 && below.length === 0, () => `below the first screen: ${below.join(', ')}`);
  check('first screen', broken.length === 0, () => `broken over lines: ${broken.join(', ')}`);
  await page.setViewportSize(PHONE);
}

/** What a visitor of an address without a page finds: its own style, and a way home. */
async function leadsHome(browser, base) {
  for (const missing of ['gone', 'grids/gone/', 'ratings/a/b/c/d.html', '%E4%B8%9C/']) {
    const page = await browser.newPage({ viewport: PHONE });
    const sought = await page.goto(base + missing);
    check('missing', sought.status() === 404, () => `${missing} is answered with ${sought.status()}`);
    const family = await page.evaluate(() => getComputedStyle(document.body).fontFamily);
    check('missing', family.includes('sans-serif'), () => `${missing} has no style: ${family}`);
    const canonical = await page.locator('link[rel=canonical]').count();
    check('missing', canonical === 0, () => `${missing} claims an address`);
    const wrong = await page.evaluate(faults, { text: TEXT, touch: TOUCH, enlarged: false });
    check('missing', wrong.length === 0, () => `${missing}: ${wrong.slice(0, 4).join('\n    ')}`);
    await page.click('main a[href$="/cun/index.html"]');
    check('missing', page.url() === `${base}index.html`, () => `${missing} leads to ${page.url()}`);
    await page.close();
  }
}

/** How many sheets the commitments take. */
async function prints(browser, site) {
  const page = await browser.newPage({ viewport: DESK });
  await page.goto(pathToFileURL(path.join(site, 'commitments/index.html')).href);
  const pdf = await page.pdf({ preferCSSPageSize: true });
  const sheets = (pdf.toString('latin1').match(/\/Type\s*\/Page\b/g) || []).length;
  check('paper', sheets > 0 && sheets <= SHEETS, () => `the commitments take ${sheets} sheets`);
}

/** Whether the address of a commitment shows what it opens, whatever the browser runs, and no other is open. */
async function opens(browser, site) {
  for (const javaScriptEnabled of [false, true]) {
    const context = await browser.newContext({ viewport: PHONE, javaScriptEnabled });
    const page = await context.newPage();
    const file = path.join(site, 'members/cheng-bao-guo/index.html');
    await page.goto(pathToFileURL(file).href);
    await page.click('.promise summary');
    check('commitments', await page.locator('.promise-more').first().isVisible(), 'a click opens one on its person\'s page');
    await page.click('.promise-more a[href*="#c-"]');
    await page.waitForURL(/commitments\/index\.html#c-/);
    const open = page.locator('.promise-more:visible');
    check('commitments', await open.count() === 1, 'its address opens it alone');
    check('commitments', await open.locator('.steps').isVisible(), 'with what was done');
    const seen = await page.locator('.promise:target summary').boundingBox();
    check('commitments', seen && seen.y > -1 && seen.y < PHONE.height, () => `it lies at ${seen && seen.y}`);
    for (const order of ['person', 'grid', 'year']) {
      await page.click(`.switch a[href*="by-${order}"]`);
      await page.waitForURL(`**/by-${order}/index.html`);
      check('commitments', await page.locator('.switch [aria-current]').count() === 1, `by ${order}`);
    }
    await context.close();
  }
}

async function main([chromium, folder]) {
  const site = path.resolve(folder);
  const browser = await launch(chromium, /404 \(Not Found\)/);
  const server = await serve(site);
  try {
    const page = await browser.newPage({ viewport: PHONE });
    await reads(page, site);
    await answersAtOnce(page, site);
    await leadsHome(browser, server.base);
    await prints(browser, site);
    await opens(browser, site);
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
