// Every page of the finished site by double click: links lead somewhere, nothing is fetched from elsewhere, nothing
// scrolls sideways on a phone, the type is large, and one page of each kind has no barrier that axe-core knows.
'use strict';

const fs = require('fs');
const path = require('path');
const { fileURLToPath, pathToFileURL } = require('url');
const { check } = require('./tally');
const { visit, accessible, fits, DESK } = require('./browser');

function pagesBelow(folder) {
  const found = [];
  for (const entry of fs.readdirSync(folder, { withFileTypes: true })) {
    const full = path.join(folder, entry.name);
    if (entry.isDirectory()) found.push(...pagesBelow(full));
    else if (entry.name.endsWith('.html')) found.push(full);
  }
  return found.sort();
}

/** What the page says of itself: its kind, ids, links, and the size most of its text is set in. */
function look() {
  const all = (selector, take) => Array.from(document.querySelectorAll(selector), take);
  const sizes = {};
  const walker = document.createTreeWalker(document.querySelector('main'), NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const length = node.data.trim().length;
    if (!length || node.parentElement.closest('svg, .visually-hidden')) continue;
    const size = parseFloat(getComputedStyle(node.parentElement).fontSize);
    sizes[size] = (sizes[size] || 0) + length;
  }
  const most = Object.keys(sizes).sort((a, b) => sizes[b] - sizes[a])[0];
  const icons = all('link[href]', (link) => link.href);
  return {
    kind: document.body.className,
    ids: all('[id]', (element) => element.id),
    // A link of a drawing has another kind of `href`.
    links: all('a[href]', (a) => new URL(a.getAttribute('href'), document.baseURI).href).concat(icons, all('[src]', (element) => element.src)),
    body: parseFloat(getComputedStyle(document.body).fontSize),
    most: Number(most || 99),
    h1: document.querySelectorAll('h1').length,
  };
}

/** Looks at all pages of `site`, or at `files` only: then anchors in others are not followed. */
async function crawl(browser, site, files) {
  const base = pathToFileURL(site + '/').href;
  const page = await visit(browser, base);
  const pages = new Map();
  for (const file of files || pagesBelow(site)) {
    const name = path.relative(site, file);
    await page.goto(pathToFileURL(file).href);
    const seen = await page.evaluate(look);
    pages.set(file, Object.assign(seen, { name, ids: new Set(seen.ids) }));
    check('text', seen.body >= 18, `${name}: body text is ${seen.body} px`);
    check('text', seen.most >= 16, `${name}: most text is ${seen.most} px`);
    check('headings', seen.h1 === 1, `${name} has ${seen.h1} first headings`);
    await fits(page, name);
    const wide = await page.evaluate(() => {
      document.documentElement.classList.add('large');
      return document.documentElement.scrollWidth - document.documentElement.clientWidth;
    });
    check('sideways', wide <= 0, `${name} in large type is ${wide} px too wide`);
  }
  await page.context().close();
  for (const from of pages.values()) for (const link of from.links) follow(pages, from.name, link, !files);
  await kinds(browser, base, pages);
  return pages.size;
}

/** On every page of a grid the first screen of a small phone tells who is responsible there, or that nobody is. */
async function answersFirst(browser, site) {
  const page = await browser.newPage({ viewport: { width: 360, height: 640 } });
  for (const file of pagesBelow(path.join(site, 'grids'))) {
    await page.goto(pathToFileURL(file).href);
    const lead = page.locator('.lead-line').locator('.lead-name, .state').first();
    if (!await lead.count()) continue;
    const box = await lead.boundingBox();
    const bottom = box.y + box.height;
    check('grids', bottom <= 640, () => `${path.relative(site, file)} names who is responsible at ${Math.round(bottom)} px`);
  }
  await page.close();
}

/** `link` leads to a file that is there, and to an element in it. */
function follow(pages, from, link, isWhole) {
  const url = new URL(link);
  if (['tel:', 'mailto:', 'http:', 'https:'].includes(url.protocol)) return;
  const anchor = decodeURIComponent(url.hash.slice(1));
  url.hash = '';
  const file = fileURLToPath(url);
  const exists = check('links', fs.existsSync(file) && fs.statSync(file).isFile(), `${from} leads to ${link}`);
  if (exists && anchor && (isWhole || pages.has(file))) {
    const target = pages.get(file);
    check('anchors', target && target.ids.has(anchor), `${from} leads to ${link}`);
  }
}

/** axe-core on one page of each kind: on a phone by day, at a desk by night. */
async function kinds(browser, base, pages) {
  const one = new Map();
  for (const [file, { kind, name }] of pages) if (!one.has(kind)) one.set(kind, { file, name });
  // Colours are measured, so nothing may be fading in.
  const still = { reducedMotion: 'reduce' };
  const lights = [{ colorScheme: 'light' }, { colorScheme: 'dark', viewport: DESK }];
  for (const light of lights) {
    const options = Object.assign({}, still, light);
    const page = await visit(browser, base, options);
    for (const { file, name } of one.values()) {
      await page.goto(pathToFileURL(file).href);
      await page.evaluate(() => document.querySelectorAll('details').forEach((details) => { details.open = true; }));
      await accessible(page, `${name} (${options.colorScheme})`);
    }
    await page.context().close();
  }
}

module.exports = { answersFirst, crawl, pagesBelow };
