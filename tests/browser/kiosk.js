// The hall's screen: days of slides, fingers, keys, and nobody there. Time is the test's own.
'use strict';

const { check } = require('./tally');
const { visit, accessible, DESK } = require('./browser');

// Settings of the board and of kiosk.js, in milliseconds.
const SLIDE = 12000;
const IDLE = 60000;
const PULSE = 600000;
const SCREENS = [{ width: 1920, height: 1080 }, { width: 1080, height: 1920 }, { width: 1024, height: 768 }];

/** The kiosk at `base` on `day`, with a clock that stands still. */
async function open(browser, base, day, options) {
  const page = await visit(browser, base, options);
  await page.clock.install({ time: new Date(`${day}T09:00:00`) });
  await page.goto(`${base}kiosk/index.html`);
  // The clock runs while the page loads, which may take seconds on a busy machine.
  const loaded = await page.evaluate(() => Date.now());
  await page.clock.pauseAt(loaded + 2000);
  return page;
}

/** Which slide is shown, how far it is scrolled, and that it is the only one. */
function shown(page) {
  return page.evaluate(() => {
    const slides = Array.from(document.querySelectorAll('[data-slide]'));
    const at = slides.findIndex((slide) => !slide.hidden);
    const open = slides.filter((slide) => !slide.hidden).length;
    const title = slides[at].querySelector('h2').textContent;
    const { innerWidth, innerHeight } = window;
    const { scrollWidth, scrollHeight } = document.documentElement;
    return {
      at, open, title, count: slides.length, step: document.querySelector('.kiosk-place [data-count]').textContent,
      finding: document.querySelector('[data-slides]').hidden, fits: scrollWidth <= innerWidth && scrollHeight <= innerHeight,
    };
  });
}

/** One whole round: what was seen, in order. */
async function round(page) {
  const seen = [await shown(page)];
  for (let turns = 0; turns < 200; turns++) {
    await page.clock.runFor(SLIDE);
    const now = await shown(page);
    if (now.at === 0) return seen;
    seen.push(now);
  }
  return seen;
}

async function rolling(browser, base) {
  for (const viewport of SCREENS) {
    const what = `${viewport.width}×${viewport.height}`;
    const page = await open(browser, base, '2026-11-22', { viewport });
    const seen = await round(page);
    const titles = new Set(seen.map((slide) => slide.at));
    check('kiosk', titles.size === seen[0].count, `${what}: ${titles.size} of ${seen[0].count} slides were shown`);
    check('kiosk', seen.every((slide) => slide.open === 1), `${what}: more than one slide at once`);
    check('kiosk', seen.every((slide) => slide.fits), () => `${what}: larger than the screen: ${seen.find((slide) => !slide.fits).title}`);
    const twice = seen.map((slide) => slide.step).filter((step, at, all) => all.indexOf(step) < at);
    check('kiosk', twice.length === 0, `${what}: a screenful twice: ${twice}`);
    check('kiosk', seen.some((slide) => slide.title.includes('气象预报')), `${what}: the weather is shown while it holds`);
    await page.context().close();
  }
  const later = await open(browser, base, '2026-11-26', { viewport: SCREENS[0] });
  const seen = await round(later);
  check('kiosk', !seen.some((slide) => slide.title.includes('气象预报')), 'a notice stays after its last day');
  check('kiosk', seen.length > 10, `the others stay: ${seen.length}`);
  await later.context().close();
}

/** Presses the keys on the screen. */
async function press(page, keys) {
  for (const key of keys) await page.click(`[data-key="${key}"]`);
  await page.clock.runFor(200);
  await page.waitForFunction(() => document.querySelector('[data-finder] [data-status]').textContent !== '');
  return page.$$eval('.finder-home b', (doors) => doors.map((door) => door.textContent));
}

async function touching(browser, base) {
  const page = await open(browser, base, '2026-11-22', { viewport: SCREENS[0], hasTouch: true });
  await page.tap('[data-do=find]');
  check('kiosk', (await shown(page)).finding, 'the look-up opens');
  const small = await page.$$eval('[data-finder] button, [data-controls] button', (buttons) => buttons
    .filter((button) => button.offsetParent && (button.offsetHeight < 60 || button.offsetWidth < 48))
    .map((button) => `${button.textContent} ${button.offsetWidth}×${button.offsetHeight}`));
  check('kiosk', small.length === 0, `keys for elder fingers: ${small.slice(0, 4)}`);
  const doors = await press(page, 'dy3');
  check('kiosk', doors.length === 8 && doors.every((door) => door.startsWith('东苑3幢') || /^东苑.*3/.test(door)), `dy3 finds ${doors}`);
  await page.tap('[data-act=clear]');
  const one = await press(page, ['9', '-'].slice(0, 1));
  check('kiosk', one.length > 0, 'digits alone find doors');
  await page.tap('[data-act=clear]');
  await page.tap('[data-word="西苑片区"]');
  const placed = await press(page, '602');
  check('kiosk', placed.length > 0 && placed.every((door) => door.startsWith('西苑') && door.includes('602')), `a place and a number: ${placed}`);
  await page.tap('[data-act=back]');
  check('kiosk', (await page.inputValue('[data-field]')).endsWith('60'), 'one key back');
  await press(page, '2');
  await page.tap('.finder-option');
  const answer = await page.$$eval('[data-answer] li', (links) => links.map((link) => link.textContent));
  check('kiosk', answer.length === 4 && answer[0].includes('楼组长') && answer[3].includes('薛立群'), `the chain: ${answer}`);
  check('kiosk', /\d{3}/.test(answer[0]), `a number to call: ${answer[0]}`);

  await page.clock.runFor(IDLE - 1000);
  check('kiosk', (await shown(page)).finding, 'nobody is sent away before the time');
  await page.clock.runFor(2000);
  const home = await shown(page);
  check('kiosk', !home.finding && home.at === 0, 'back to the first slide when nobody is there');
  check('kiosk', (await page.inputValue('[data-field]')) === '' && (await page.$$('.finder-option, [data-answer] li')).length === 0, 'nothing of the search stays');
  await page.tap('[data-do=pause]');
  await page.clock.runFor(SLIDE * 2);
  check('kiosk', (await shown(page)).at === 0, 'it can be stopped');
  await page.clock.runFor(IDLE + SLIDE);
  check('kiosk', (await shown(page)).at > 0, 'and goes on when nobody is there');
  await page.context().close();
}

/** Hours of slides, searches and questions for something new leave the page as it was. */
async function enduring(browser, base) {
  const page = await open(browser, base, '2026-11-22', { viewport: SCREENS[2] });
  const nodes = () => page.evaluate(() => document.querySelectorAll('*').length);
  const hours = async (count) => {
    for (let at = 0; at < count; at++) {
      await page.click('[data-do=find]');
      await press(page, ['d', 'y', String(at % 9)]);
      await page.clock.runFor(IDLE + 1000);
      await page.clock.runFor(PULSE * 6);
    }
    await page.waitForFunction(() => !document.querySelector('head script[src*="~"]'));
    return nodes();
  };
  const [before, after] = [await hours(1), await hours(12)];
  check('kiosk', before === after, `${before} elements after an hour, ${after} after half a day`);
  const files = await page.evaluate(() => window.history.length);
  check('kiosk', files <= 2, `${files} steps in the history`);
  await page.context().close();
}

/** Something new is shown once nobody is searching; a server that is away changes nothing. */
async function renewing(browser, http) {
  const page = await open(browser, http, '2026-11-22', { viewport: SCREENS[0] });
  let loads = 0;
  page.on('load', () => { loads += 1; });
  let answer = 'abort';
  await page.route('**/s~pulse.js*', (route) => (answer === 'abort' ? route.fulfill({ status: 200, contentType: 'text/javascript', body: '' })
    : route.fulfill({ status: 200, contentType: 'text/javascript', body: `gongkailanShard("pulse","${answer}");` })));
  await page.clock.runFor(PULSE + 1000);
  await page.waitForFunction(() => !document.querySelector('head script[src*="~pulse"]'));
  check('kiosk', loads === 0, 'no answer: it stays');
  answer = 'another';
  await page.click('[data-do=find]');
  await page.clock.runFor(1000);
  await page.keyboard.press('Escape');
  const loaded = page.waitForEvent('load').then(() => true, () => false);
  await page.clock.runFor(PULSE);
  check('kiosk', await loaded, 'something new: it is loaded');
  await page.context().close();
}

/** Without a pointer, without scripts, with little motion. */
async function otherwise(browser, base) {
  const page = await open(browser, base, '2026-11-22', { viewport: SCREENS[2], reducedMotion: 'reduce', colorScheme: 'dark' });
  await page.keyboard.press('ArrowRight');
  check('kiosk', (await shown(page)).at === 1, 'the right arrow turns the slide');
  await page.keyboard.press('ArrowLeft');
  check('kiosk', (await shown(page)).at === 0, 'the left one turns it back');
  const moves = await page.$eval('[data-slide]:not([hidden])', (slide) => getComputedStyle(slide).animationName);
  check('kiosk', moves === 'none', `little motion: ${moves}`);
  await page.keyboard.press('d');
  await page.keyboard.type('y3');
  check('kiosk', (await page.inputValue('[data-field]')) === 'dy3', 'whoever types is searching');
  await page.clock.runFor(200);
  await page.waitForSelector('.finder-option');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  check('kiosk', await page.isVisible('[data-answer]'), 'enter goes to the answers and opens one');
  await page.keyboard.press('Escape');
  check('kiosk', !(await shown(page)).finding, 'escape leads back');
  await page.$eval('.slide a[href]', (link) => link.click());
  check('kiosk', page.url().endsWith('/kiosk/index.html'), 'no link leads away');
  await page.context().close();

  const plain = await visit(browser, base, { javaScriptEnabled: false });
  await plain.goto(`${base}kiosk/index.html`);
  const [visible, all] = [await plain.locator('[data-slide]:visible').count(), await plain.locator('[data-slide]').count()];
  check('kiosk', visible === all && all > 20, `without scripts ${visible} of ${all} slides stand one below the other`);
  check('kiosk', !(await plain.isVisible('[data-controls]')), 'and no button that does nothing');
  await plain.context().close();
}

/** axe-core on every state; it waits for timers of its own, so time runs. */
async function barriers(browser, base) {
  for (const [viewport, colorScheme] of [[SCREENS[0], 'light'], [SCREENS[1], 'dark']]) {
    const what = `kiosk, ${viewport.width}×${viewport.height}, ${colorScheme}`;
    const page = await visit(browser, base, { viewport, colorScheme, reducedMotion: 'reduce' });
    await page.goto(`${base}kiosk/index.html`);
    await page.click('[data-do=pause]');
    const kinds = new Set();
    for (let turns = 0; turns < 80; turns++) {
      const kind = await page.$eval('[data-slide]:not([hidden])', (slide) => slide.className);
      if (!kinds.has(kind)) await accessible(page, `${what}: ${kind}`);
      kinds.add(kind);
      await page.click('[data-do=next]');
    }
    check('kiosk', kinds.size === 6, `kinds of slides: ${Array.from(kinds)}`);
    await page.click('[data-do=find]');
    await page.click('[data-key="3"]');
    await page.waitForSelector('.finder-option');
    await accessible(page, `${what}: the keys`);
    await page.click('.finder-option');
    await accessible(page, `${what}: the answer`);
    await page.context().close();
  }
}

/** The home page of each language leads to the screen in that language. */
async function entrance(browser, base) {
  const page = await visit(browser, base);
  for (const folder of ['', 'en/']) {
    await page.goto(`${base}${folder}index.html`);
    await page.click('.foot-links a[href="kiosk/index.html"]');
    await page.waitForSelector('[data-slide]:not([hidden])');
    check('kiosk', page.url() === `${base}${folder}kiosk/index.html`, `the home page in /${folder} leads to ${page.url()}`);
  }
  await page.context().close();
}

/** One bullet an item, wherever a notice has a list. */
async function bullets(browser, base) {
  const page = await visit(browser, base, { viewport: DESK });
  await page.goto(`${base}kiosk/index.html`);
  const twice = await page.$$eval('.slide-body li', (items) => items.filter((item) => {
    const marks = getComputedStyle(item).listStyleType !== 'none' ? 1 : 0;
    const drawn = ['none', 'normal', ''].includes(getComputedStyle(item, '::before').content) ? 0 : 1;
    return marks + drawn > 1;
  }).map((item) => item.textContent));
  const lists = await page.locator('.slide-body.prose li').count();
  check('kiosk', lists > 0 && twice.length === 0, `two bullets: ${twice.slice(0, 3)} of ${lists}`);
  await page.context().close();
}

/** `base` over file://, `http` the same over HTTP. */
async function kiosk(browser, base, http) {
  await entrance(browser, base);
  await bullets(browser, base);
  await barriers(browser, base);
  await rolling(browser, base);
  await touching(browser, base);
  await enduring(browser, base);
  await renewing(browser, http);
  await otherwise(browser, base);
}

module.exports = { kiosk };
