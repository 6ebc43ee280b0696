// Who covers my household, as a villager asks it: typing, choosing, following the chain, sharing, going back; by
// keyboard alone, without scripts, and when there is no good answer.
'use strict';

const { check, same } = require('./tally');
const { visit, accessible, fits, PHONE, DESK } = require('./browser');

/** What the page says when the search for `text` is through. */
async function type(page, text) {
  await page.fill('#q', '');
  await page.evaluate(() => { document.querySelector('[data-status]').textContent = ''; });
  await page.fill('#q', text);
  await page.waitForFunction(() => document.querySelector('[data-status]').textContent !== '');
  return page.evaluate(() => ({
    status: document.querySelector('[data-status]').textContent,
    doors: Array.from(document.querySelectorAll('[role=option] .option-door'), (door) => door.textContent),
    expanded: document.querySelector('#q').getAttribute('aria-expanded'),
    help: !document.querySelector('[data-help]').hidden,
  }));
}

async function card(page) {
  await page.waitForSelector('[data-answer]:not([hidden])');
  return page.evaluate(() => {
    const texts = (selector) => Array.from(document.querySelectorAll(selector), (element) => element.textContent.trim());
    return {
      door: texts('[data-answer] h2')[0],
      names: texts('[data-answer] .lead-name'),
      chain: texts('[data-answer] .chain-name'),
      tel: Array.from(document.querySelectorAll('[data-answer] a.call'), (a) => a.getAttribute('href')),
      links: Array.from(document.querySelectorAll('[data-answer] a[href]'), (a) => a.href),
      focused: document.activeElement.className,
    };
  });
}

/** Every way of writing finds the same door. */
async function writing(page, where) {
  const first = await type(page, '后沟3号');
  same('search', first.doors, ['后沟3号'], `${where}: 后沟3号`);
  same('search', first.expanded, 'true', `${where}: the list is announced`);
  const ways = ['后沟三号', '后沟３号', '３号 后沟', 'hougou3hao', 'hg3h', ' 后 沟 3 号 ', '沟3号 后', 'HouGou 三号', 'hg 3号', 'h-031'];
  for (const way of ways) {
    const { doors } = await type(page, way);
    check('search', doors[0] === '后沟3号', `${where}: ${way} finds ${doors.slice(0, 3)}`);
  }
  const part = await type(page, '3号');
  check('search', part.doors.length > 3 && part.doors[0].endsWith('沟3号'), `${where}: 3号 finds ${part.doors}`);
  check('search', /\d/.test(part.status), `${where}: how many is told`);
}

async function whole(browser, base, options, where) {
  const page = await visit(browser, base, options);
  const entry = `${base}lookup/index.html`;
  await page.goto(entry);
  await writing(page, where);
  await type(page, '3号');
  await accessible(page, `${where}: the open list`);
  await fits(page, `${where}: the open list`);

  await page.click('#option-0');
  const answer = await card(page);
  check('card', answer.door.endsWith('3号'), `${where}: the card is of ${answer.door}`);
  check('card', answer.names.length > 0 && answer.chain.length >= 3, `${where}: who and who is above`);
  check('card', answer.tel.every((href) => /^tel:[+\d]+$/.test(href)) && answer.tel.length > 0, `${where}: phones are buttons`);
  check('card', answer.focused === 'answer-door', `${where}: the card has the focus`);
  await accessible(page, `${where}: the answer`);
  await fits(page, `${where}: the answer`);
  check('share', page.url().startsWith(`${entry}#id=`), `${where}: the address is ${page.url()}`);
  const link = page.url();

  await page.goBack();
  await page.waitForSelector('#option-0');
  same('back', await page.inputValue('#q'), '3号', `${where}: going back finds the search again`);
  await page.goForward();
  same('back', (await card(page)).door, answer.door, `${where}: going forward finds the card again`);

  const member = answer.links.find((href) => href.includes('/members/'));
  const list = answer.links.find((href) => href.includes('#h-'));
  for (const href of [member, list]) {
    await page.goto(href);
    check('chain', (await page.title()).length > 0 && page.url().startsWith(base), `${where}: ${href} opens`);
    await page.goBack();
    same('chain', (await card(page)).door, answer.door, `${where}: and back`);
  }
  await page.context().close();

  const other = await visit(browser, base, options);
  await other.goto(link);
  same('share', (await card(other)).door, answer.door, `${where}: a shared link`);
  // What those add who pass it on.
  for (const more of ['&shareTo=weixin', '?from=singlemessage&isappinstalled=0', '#wechat_redirect']) {
    await other.goto('about:blank');
    await other.goto(link + more);
    same('share', (await card(other)).door, answer.door, `${where}: a link with ${more}`);
  }
  await other.goto(`${base}index.html`);
  await other.fill('#q', '后沟3号');
  await other.press('#q', 'Enter');
  same('home', (await card(other)).door, '后沟3号', `${where}: the home page hands over what was typed`);
  await people(other, base, where);
  await matters(other, base, where);
  await troubles(other, base, where);
  await other.context().close();
}

/** Somebody responsible, by name and by post: Enter leads to the page of whoever is the only one. */
async function people(page, base, where) {
  const entry = `${base}lookup/index.html`;
  for (const typed of ['胡继明', 'hujiming', '岭上网格长']) {
    await page.goto(entry);
    await page.fill('#q', typed);
    await page.press('#q', 'Enter');
    await page.waitForURL(`${base}members/hu-ji-ming/index.html`);
    same('people', await page.textContent('h1'), '胡继明', `${where}: ${typed}`);
  }
  await page.goto(`${base}index.html`);
  await page.fill('#q', '胡继明');
  await page.press('#q', 'Enter');
  await page.waitForURL(`${base}members/hu-ji-ming/index.html`);
  await page.goto(entry);
  const several = await type(page, '网格长');
  check('people', several.doors.length === 3 && several.status.includes('3 位责任人'), `${where}: three lead a grid: ${several.doors} ${several.status}`);
  await page.click('.option-person');
  await page.waitForURL(`${base}members/*/index.html`);
  await page.goto(entry);
  const patch = await type(page, '岭头3号');
  same('search', patch.doors, ['岭上3号'], `${where}: a patch and a door`);
}

/** No good answer: a sentence that helps, the way to the lists, the hotline. */
async function troubles(page, base, where) {
  await page.goto(`${base}lookup/index.html`);
  const none = await type(page, '没有这样的门牌');
  check('troubles', none.status.includes('没有找到') && none.help && none.expanded === 'false', `${where}: nothing found: ${none.status}`);
  // What cuts a number is told as near, and opens nothing.
  const near = await type(page, '0号');
  check('troubles', near.status.includes('没有正好') && near.help && near.doors[0] === '前沟10号', `${where}: near: ${near.status} ${near.doors}`);
  await page.press('#q', 'Enter');
  await page.waitForSelector('.option-near');
  check('troubles', await page.isHidden('[data-answer]'), `${where}: what is near opens by itself`);
  const many = await type(page, '号');
  check('troubles', many.help && many.doors.length === 20, `${where}: too many found: ${many.status}`);
  for (const id of ['h-999', '%E0%A4%A', '', '..%2F..', 'h-31']) {
    await page.goto(`${base}lookup/index.html#id=${id}`);
    await page.reload();
    await page.waitForFunction(() => document.querySelector('[data-status]').textContent !== '');
    const said = await page.textContent('[data-status]');
    check('troubles', said.includes('查不到'), `${where}: an unknown link: ${said}`);
    const ways = await page.$$eval('[data-help] a', (links) => links.filter((a) => a.offsetParent).map((a) => a.getAttribute('href')));
    check('troubles', ways[0] === '#lists' && ways[1].startsWith('tel:'), `${where}: the ways on: ${ways}`);
  }
  await page.goto(`${base}lookup/index.html#q=%25%26%3C%3E`);
  await page.reload();
  check('troubles', (await page.inputValue('#q')) === '%&<>', `${where}: odd signs come through`);
}

/** What else is found: under the heading of its kind, households first, with the line around it, and where it leads. */
async function matters(page, base, where) {
  const entry = `${base}lookup/index.html`;
  const groups = () => page.$$eval('[role=listbox] > [role=group]', (all) => all.map((group) => [
    document.getElementById(group.getAttribute('aria-labelledby')).textContent,
    Array.from(group.querySelectorAll('[role=option] .option-title'), (title) => title.textContent),
  ]));
  await page.goto(entry);
  await type(page, '路灯');
  const found = await groups();
  same('matters', found.map(([name]) => name), ['公告', '承诺', '回音'], `${where}: 路灯`);
  same('matters', found[1][1], ['前沟主路安装路灯'], `${where}: the promise`);
  same('matters', await page.textContent('.option-part mark'), '路灯', `${where}: what was found in the text is marked`);
  await accessible(page, `${where}: groups`);
  await fits(page, `${where}: groups`);
  await page.click('[aria-labelledby=group-commitments] > .option');
  await page.waitForURL(`${base}commitments/index.html#c-lamps-qiangou`);
  await page.goto(entry);
  await type(page, '建连翘晾晒场');
  await page.press('#q', 'Enter');
  await page.waitForURL(`${base}commitments/index.html#c-*`);
  await page.goto(entry);
  const both = await type(page, '后沟');
  const names = (await groups()).map(([name]) => name.split(' ')[0]);
  same('matters', names.slice(0, 3), ['住户', '责任人', '地方'], `${where}: households first, then ${names}`);
  check('matters', both.status.includes('户') && both.status.includes('条'), `${where}: both are told: ${both.status}`);
  await page.goto(entry);
  const notice = await type(page, '发现火情');
  same('matters', await groups(), [['公告', ['今冬明春护林防火通告']]], `${where}: a notice by its text: ${notice.status}`);
  await page.press('#q', 'ArrowDown');
  await page.press('#q', 'Enter');
  await page.waitForURL(`${base}notices/2025-11-05-fire-season/index.html`);
}

/** Everything without a mouse. */
async function keyboard(browser, base) {
  const page = await visit(browser, base, { viewport: DESK });
  await page.goto(`${base}lookup/index.html`);
  for (let presses = 0; presses < 40; presses++) {
    await page.keyboard.press('Tab');
    if (await page.evaluate(() => document.activeElement.id === 'q')) break;
  }
  await page.keyboard.type('hg');
  await page.waitForSelector('#option-2');
  const active = () => page.getAttribute('#q', 'aria-activedescendant');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  same('keyboard', await active(), 'option-1', 'down twice');
  const selected = await page.$$eval('[aria-selected=true]', (items) => items.map((item) => item.id));
  same('keyboard', selected, ['option-1'], 'one is selected');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowUp');
  const last = await page.$$eval('[role=option]', (items) => items.length - 1);
  same('keyboard', await active(), `option-${last}`, 'up from the first to the last');
  await page.keyboard.press('Escape');
  same('keyboard', await page.getAttribute('#q', 'aria-expanded'), 'false', 'escape closes');
  await page.keyboard.type('3');
  await page.waitForSelector('#option-0');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  check('keyboard', (await card(page)).focused === 'answer-door', 'enter opens the card and goes there');
  await page.keyboard.press('Tab');
  const next = await page.evaluate(() => document.activeElement.closest('[data-answer]') !== null);
  check('keyboard', next, 'tab goes on within the card');
  await page.click('[data-large-type]');
  await page.reload();
  check('keyboard', await page.evaluate(() => document.documentElement.classList.contains('large')), 'large type is remembered');
  await page.setViewportSize(PHONE);
  await fits(page, 'the answer in large type');
  await page.context().close();
}

/** The same without scripts: no dead field, plain lists that lead to every door. */
async function noScript(browser, base) {
  const page = await visit(browser, base, { javaScriptEnabled: false });
  await page.goto(`${base}lookup/index.html`);
  check('no script', !(await page.isVisible('#q')), 'no field that does nothing');
  const lists = await page.$$eval('main a[href$="/index.html"]', (links) => links.map((a) => a.href));
  const plain = lists.filter((href) => href.startsWith(`${base}lookup/`));
  check('no script', plain.length >= 10, `${plain.length} plain lists`);
  let doors = 0;
  for (const href of plain) {
    await page.goto(href);
    doors += await page.locator('.doors > [id^="h-"]').count();
  }
  same('no script', doors, 85, 'every door is on a plain list');
  await page.goto(`${base}lookup/index.html`);
  await page.click('a[href="../contents/index.html"]');
  await page.click('main a:text-is("前沟主路安装路灯")');
  check('no script', page.url() === `${base}commitments/index.html#c-lamps-qiangou`, `the contents lead to ${page.url()}`);
  await page.context().close();
}

/** `base` over file:// and the same over HTTP below a folder. */
async function lookup(browser, base, http) {
  await whole(browser, base, { viewport: PHONE }, 'file, phone');
  await whole(browser, http, { viewport: DESK, colorScheme: 'dark' }, 'http, desk');
  await keyboard(browser, base);
  await noScript(browser, base);
}

/** In another language than the records', an answer says in which language each part of it is. */
async function foreign(browser, base) {
  const page = await browser.newPage();
  await page.goto(base + 'en/lookup/index.html');
  await page.fill('#q', 'Dongyuan 101');
  await page.waitForSelector('[role=option]');
  const languages = () => page.$$eval('[role=option] *, [data-answer] *', (all) => all
    .filter((one) => !one.children.length && /[\u3400-\u9fff]/.test(one.textContent) && !one.closest('[hidden]'))
    .map((one) => one.lang));
  const told = await languages();
  check('languages', told.length > 0 && told.every((language) => language === 'zh-CN'), () => `options: ${told}`);
  await page.click('[role=option]');
  await page.waitForSelector('[data-answer] h2, [data-answer] [data-slot=door]');
  const answered = await languages();
  check('languages', answered.length > 0 && answered.every((language) => language === 'zh-CN'), () => `the answer: ${answered}`);
  check('languages', (await page.textContent('[role=search] [role=status]')).indexOf('{') < 0, 'no place is left to fill in');
  await page.close();
}

module.exports = { foreign, lookup, type };
