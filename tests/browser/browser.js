// The browser: Debian's own, one context a visit, and every word it says against us kept.
'use strict';

const fs = require('fs');
const { chromium } = require('playwright-core');
const { check } = require('./tally');

const AXE = fs.readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const PHONE = { width: 360, height: 740 };
const DESK = { width: 1440, height: 900 };
// A busy machine may need minutes for anything.
const PATIENCE = 300000;

/**
 * The browser. Whatever any of its pages throws, or says is an error and no part of the play (`expected`), is a fault.
 */
async function launch(executablePath, expected = /(?!)/) {
  // Thousands of cards are opened by their addresses. A busy machine may need minutes to begin.
  const args = ['--no-sandbox', '--disable-gpu', '--disable-ipc-flooding-protection'];
  const browser = await chromium.launch({ executablePath, args, timeout: PATIENCE });
  const newContext = browser.newContext.bind(browser);
  browser.newContext = async (options) => {
    const context = await newContext(options);
    const where = (page) => (page ? decodeURI(page.url()) : 'a page');
    context.on('console', (message) => {
      const isFault = message.type() === 'error' && !expected.test(message.text());
      check('console', !isFault, () => `${where(message.page())} says ${message.text()}`);
    });
    context.on('weberror', (fault) => check('console', false, () => `${where(fault.page())} throws ${fault.error().message}`));
    context.on('page', (page) => page.on('load', () => check('console', true)));
    return context;
  };
  return browser;
}

/** Opens a fresh visit in which a request outside `base` is a fault. `options` are Playwright's for a context. */
async function visit(browser, base, options) {
  const context = await browser.newContext(Object.assign({ viewport: PHONE, locale: 'zh-CN' }, options));
  context.setDefaultTimeout(PATIENCE);
  const page = await context.newPage();
  page.on('request', (request) => {
    check('requests', request.url().startsWith(base), () => `${decodeURI(page.url())} asks for ${request.url()}`);
  });
  return page;
}

/** axe-core on the page as it stands. */
async function accessible(page, what) {
  // Through the debugger, because the page's own policy allows no foreign script.
  const session = await page.context().newCDPSession(page);
  await session.send('Runtime.evaluate', { expression: AXE });
  await session.detach();
  const found = await page.evaluate(async () => {
    const result = await window.axe.run(document, { resultTypes: ['violations'], preload: false });
    return result.violations.map((v) => `${v.id} (${v.help}): ${v.nodes.slice(0, 3).map((n) => n.html.slice(0, 160)).join(' … ')}`);
  });
  check('axe', found.length === 0, () => `${what}: ${found.join('\n    ')}`);
}

/** Nothing wider than the window, buttons and navigation as tall as a finger. */
async function fits(page, what) {
  const found = await page.evaluate(() => {
    const wide = document.documentElement.scrollWidth - document.documentElement.clientWidth;
    const touched = Array.from(document.querySelectorAll('button, input, summary, nav a, a.call'));
    const small = touched.filter((element) => {
      const box = element.getBoundingClientRect();
      return box.width > 0 && element.checkVisibility() && (box.height < 43.5 || box.width < 30);
    });
    return { wide, small: small.map((element) => element.outerHTML.slice(0, 120)) };
  });
  check('sideways', found.wide <= 0, () => `${what} is ${found.wide} px too wide`);
  check('touch', found.small.length === 0, () => `${what}: too small: ${found.small.slice(0, 3).join(' … ')}`);
}

module.exports = { launch, visit, accessible, fits, PHONE, DESK, PATIENCE };
