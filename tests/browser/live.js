// How open pages follow saves: node live.js CHROMIUM PROGRAM SITE. SITE is a copy of the demonstration board that this
// may write into; PROGRAM is started, killed and started again.
'use strict';

const fs = require('fs');
const path = require('path');
const { launch, PHONE, DESK, PATIENCE } = require('./browser');
const { serve } = require('./served');
const { check, report } = require('./tally');

const SITE = 'content/site.yaml';
const HOUSEHOLDS = 'content/households/hougou.yaml';
const LIMIT = { timeout: PATIENCE };
const DAY = '2026-11-22';

async function main([chromium, program, site]) {
  const file = (name) => path.join(site, name);
  const read = (name) => fs.readFileSync(file(name), 'utf8');
  const edit = (name, from, to) => {
    const text = read(name);
    if (!text.includes(from)) throw new Error(`${name} holds no ${from}`);
    fs.writeFileSync(file(name), text.replace(from, to));
  };
  fs.mkdirSync(file('themes/default/assets'), { recursive: true });
  // A page that is missing, a server that is gone or has just begun are part of the play.
  const browser = await launch(chromium, /404|503|net::ERR_(CONNECTION|EMPTY|INCOMPLETE|SOCKET)/);
  let server = await serve(program, site, { day: DAY });
  const same = (area, found, expected) => check(area, found === expected, () => `${JSON.stringify(found)}, not ${JSON.stringify(expected)}`);

  /** A visit to `name`, marked so that a reload shows. */
  async function open(name, viewport) {
    const context = await browser.newContext({ viewport: viewport || PHONE, locale: 'zh-CN' });
    const page = await context.newPage();
    await page.goto(server.base + name, LIMIT);
    await page.waitForSelector('main', LIMIT);
    await page.evaluate(() => { window.marked = true; });
    return page;
  }
  const marked = (page) => page.evaluate(() => Boolean(window.marked));
  const reloaded = (page) => page.waitForFunction(() => document.readyState === 'complete' && !window.marked, null, LIMIT);
  const overlay = (page) => page.evaluate(() => {
    const host = document.querySelector('gongkailan-live');
    if (!host) return null;
    const all = (selector, take) => Array.from(host.shadowRoot.querySelectorAll(selector), take);
    return {
      problems: all('li', (item) => item.textContent),
      links: all('a.place', (a) => a.href),
      foreign: all('li b, li img, li script', (element) => element.outerHTML),
    };
  });

  try {
    // Two browsers and a page of another kind.
    const [home, phone] = [await open('index.html', DESK), await open('index.html')];
    const replies = await open('replies/index.html');

    // A save that shows on every page.
    edit(SITE, '标题: 土岭底村公开栏', '标题: 改过的公开栏');
    for (const page of [home, phone, replies]) {
      await reloaded(page);
      await page.waitForFunction(() => document.title.includes('改过的公开栏'), null, LIMIT);
      check('follow', true);
      await page.evaluate(() => { window.marked = true; });
    }

    // Where the visitor is, and what was typed, stay; pages that show the same stay as they are.
    const lookup = await open('lookup/index.html');
    await lookup.fill('#q', '后沟3号');
    await lookup.waitForFunction(() => document.querySelectorAll('[role=option]').length > 0, null, LIMIT);
    await lookup.evaluate(() => window.scrollTo(0, 120));
    const grid = await open('grids/hougou/index.html');
    await grid.evaluate(() => window.scrollTo(0, 200));
    edit(HOUSEHOLDS, '后沟3号', '后沟3号甲');
    await reloaded(lookup);
    await lookup.waitForFunction(() => Array.from(document.querySelectorAll('[role=option]')).some((one) => one.textContent.includes('后沟3号甲')), null, LIMIT);
    same('keep', await lookup.inputValue('#q'), '后沟3号');
    await lookup.waitForFunction(() => Math.abs(window.scrollY - 120) < 3, null, LIMIT);
    check('keep', true);
    same('keep', await marked(replies), true);

    // Another save comes before the answers are there that make the page as long as it was.
    await lookup.route(/s~/, (route) => { setTimeout(() => route.continue(), 3000); });
    for (const [from, to] of [['后沟3号甲', '后沟3号乙'], ['后沟3号乙', '后沟3号丙']]) {
      await lookup.evaluate(() => { window.marked = true; });
      edit(HOUSEHOLDS, from, to);
      await reloaded(lookup);
    }
    await lookup.waitForFunction(() => Math.abs(window.scrollY - 120) < 3, null, LIMIT);
    check('keep', true);
    await lookup.unroute(/s~/);

    // A style sheet is swapped.
    const css = fs.readFileSync(path.join(__dirname, '../../themes/default/assets/base.css'), 'utf8');
    fs.writeFileSync(file('themes/default/assets/base.css'), `${css}\nbody { outline: 3px solid rgb(1, 2, 3); }\n`);
    await replies.waitForFunction(() => getComputedStyle(document.body).outlineColor === 'rgb(1, 2, 3)', null, LIMIT);
    same('style', await marked(replies), true);
    const sheets = (count) => replies.waitForFunction((wanted) => document.querySelectorAll('link[href*="base.css"]').length === wanted, count, LIMIT);
    await sheets(1);

    // Another one is saved before the first has come: the last one stays, alone.
    await replies.route(/base\.css\?/, (route) => { setTimeout(() => route.continue(), 2000); });
    fs.writeFileSync(file('themes/default/assets/base.css'), `${css}\nbody { outline: 3px solid rgb(4, 5, 6); }\n`);
    await sheets(2);
    fs.writeFileSync(file('themes/default/assets/base.css'), `${css}\nbody { outline: 3px solid rgb(7, 8, 9); }\n`);
    await replies.waitForFunction(() => getComputedStyle(document.body).outlineColor === 'rgb(7, 8, 9)', null, LIMIT);
    await sheets(1);
    await replies.unroute(/base\.css\?/);

    // A broken save: every problem, as text, and the page below stays.
    await home.evaluate(() => { window.marked = true; });
    const good = read(SITE);
    fs.writeFileSync(file(SITE), `${good}\n"<b id=x>壹</b>": 1\n"<img src=x onerror=alert(1)>": 2\n`);
    for (const page of [home, phone, replies]) {
      await page.waitForFunction(() => document.querySelector('gongkailan-live'), null, LIMIT);
      const told = await overlay(page);
      same('overlay', told.problems.length, 2);
      check('overlay', told.problems[0].includes('<b id=x>壹</b>'), () => told.problems[0]);
      check('overlay', told.links.every((link) => /^vscode:\/\/file\/.*content\/site\.yaml:\d+:\d+$/.test(link)), () => told.links.join(' '));
      same('overlay', told.foreign.length, 0);
    }
    same('overlay', await marked(home), true);
    fs.writeFileSync(file(SITE), good);
    for (const page of [home, phone, replies]) {
      await page.waitForFunction(() => !document.querySelector('gongkailan-live'), null, LIMIT);
    }
    same('overlay', await marked(home), true);

    // A spreadsheet in the way: a line at the foot, opened when it is asked for.
    fs.writeFileSync(file('content/花名册.xlsx'), 'x');
    await home.waitForFunction(() => document.querySelector('gongkailan-live'), null, LIMIT);
    const isOpen = () => home.evaluate(() => !document.querySelector('gongkailan-live').shadowRoot.querySelector('ul').hidden);
    same('remark', await isOpen(), false);
    await home.click('gongkailan-live button');
    same('remark', await isOpen(), true);
    check('remark', (await overlay(home)).problems[0].includes('gongkailan import'), () => 'the command is not named');
    same('remark', await marked(home), true);
    fs.unlinkSync(file('content/花名册.xlsx'));
    await home.waitForFunction(() => !document.querySelector('gongkailan-live'), null, LIMIT);

    // The server dies, something is saved meanwhile, and it comes back.
    const { port } = server;
    await server.stop();
    edit(SITE, '标题: 改过的公开栏', '标题: 又改的公开栏');
    server = await serve(program, site, { day: DAY, port });
    await replies.waitForFunction(() => document.title.includes('又改的公开栏'), null, LIMIT);
    check('return', true);

    // A page that is not there yet.
    const coming = await open('pages/coming/index.html');
    fs.writeFileSync(file('content/pages/coming.md'), '# 将来的页面\n\n来了。\n');
    await coming.waitForFunction(() => document.body && document.body.textContent.includes('来了。'), null, LIMIT);
    check('follow', true);
  } finally {
    await server.stop();
    await browser.close();
  }
  process.exitCode = report(console.log) ? 0 : 1;
}

main(process.argv.slice(2)).catch((error) => {
  console.error(error);
  report(console.error);
  process.exitCode = 1;
});
