// Every household's card is what `who` says, whatever way leads to it: node cards.js CHROMIUM PROGRAM PLAN.json.
// The plan names boards (a site folder each), their variants (files to write there, the site built from them) and what
// `who` says of every household in every language. In a board's first variant every household is asked for, in the
// others one for each answer that differs in more than the door.
'use strict';

const fs = require('fs');
const path = require('path');
const { pathToFileURL } = require('url');
const { launch, visit, DESK, PHONE } = require('./browser');
const { home } = require('./home');
const { kioskCards } = require('./kiosk-cards');
const { serve } = require('./served');
const { check, same, report } = require('./tally');

const AT_ONCE = 100;

/** What the card must show of `answer`, as `who` gives it. */
function expected(answer, hotline, several) {
  const number = (person) => (person.phone ? person.phone.text : null);
  const reached = (person) => ({ name: person.name, href: person.href && decodeURI(person.href) });
  const calls = (person) => {
    if (person.phone && person.phone.href) return [person.phone.href];
    return hotline ? [hotline] : [];
  };
  const network = (one, at) => {
    const before = answer.networks.slice(0, at).flatMap((other) => other.people.map((person) => person.name));
    const repeats = one.people.length > 0 && one.people.every((person) => before.includes(person.name));
    // A number stands once in a network.
    const stands = (person) => !repeats && one.people.some((other) => other.id === person.id);
    const holder = (person) => ({ ...reached(person), phone: stands(person) ? null : number(person) });
    const chain = one.chain.slice().reverse().map((link) => ({
      post: link.post,
      grid: link.grid.name,
      who: link.people.map(holder),
      backup: link.backup ? { name: link.backup.name, phone: number(link.backup) } : null,
    }));
    if (one.by === 'household') chain.push({ post: null, grid: null, who: one.people.map(holder), backup: null });
    return {
      network: several ? one.network : null,
      people: repeats ? [] : one.people.map((person) => ({
        ...reached(person),
        masked: person.phone && !person.phone.href ? person.phone.text : null,
        calls: calls(person),
        stars: person.stars ? `${person.stars.lit}/${person.stars.of}` : null,
        pledge: person.pledge,
      })),
      nobody: one.people.length === 0,
      chain,
    };
  };
  return {
    door: [answer.door, answer.label].filter(Boolean).join(' '),
    where: answer.networks[0].grids.map((grid) => grid.name).join(' › '),
    group: answer.group,
    networks: answer.networks.map(network),
  };
}

/** Runs in the page, once: how to open a card and what stands on it. */
function prepare() {
  const all = (element, selector) => Array.from(element.querySelectorAll(selector));
  const text = (element, selector) => {
    const found = element.querySelector(selector);
    return found ? found.textContent.trim() : null;
  };
  const top = window.location.href.replace(/lookup\/index\.html.*/, '');
  const link = (a) => ({
    name: a.textContent,
    href: a.hasAttribute('href') ? decodeURI(a.href).replace(decodeURI(top), '') : null,
  });
  const card = document.querySelector('[data-answer]');

  const tools = { broken: '' };
  window.addEventListener('error', (event) => { tools.broken = event.message; });

  /** Waits until `condition` holds; a page error ends the waiting. */
  tools.until = async (what, condition) => {
    const limit = performance.now() + 30000;
    for (let turn = 0; !condition(); turn++) {
      if (tools.broken || performance.now() > limit) throw new Error(`${what}: ${tools.broken || 'nothing comes'}`);
      if (turn < 20) await new Promise((next) => { const one = new MessageChannel(); one.port1.onmessage = next; one.port2.postMessage(0); });
      else await new Promise((next) => { setTimeout(next, 2); });
    }
  };

  const person = (who) => ({
    ...link(who.querySelector('.lead-name a')),
    masked: text(who, '.masked'),
    calls: all(who, 'a.call').map((a) => a.getAttribute('href')),
    stars: who.querySelector('.stars') ? `${all(who, '.star-lit').length}/${all(who, '.star-shapes svg').length}` : null,
    pledge: text(who, '.pledge'),
  });
  const chain = (one) => ({
    post: text(one, '.chain-plate'),
    grid: text(one, '.chain-where a[href]'),
    who: all(one, '.chain-name a').map((a) => {
      const call = a.closest('.chain-who').nextElementSibling;
      return { ...link(a), phone: call && call.className === 'chain-call' ? call.textContent.trim() : null };
    }),
    backup: one.querySelector('.chain-backup')
      ? { name: text(one, '.chain-backup a'), phone: text(one, '.chain-backup .num') } : null,
  });

  /** What the card shows. */
  tools.read = () => {
    const who = (network) => all(network, '.answer-who').filter((one) => one.querySelector('.lead-name'));
    const covers = document.querySelector('[data-lookup]').getAttribute('data-covers');
    return {
      door: text(card, 'h2'),
      where: text(card, '[data-slot=where]'),
      group: text(card, '[data-slot=facts]'),
      networks: all(card, '.answer-network').map((network) => ({
        network: text(network, '.answer-title'),
        people: who(network).map(person),
        nobody: all(network, '.answer-who').length > who(network).length,
        chain: all(network, '.chain-link').map(chain).map((one) => (one.post === covers && !one.grid ? { ...one, post: null } : one)),
      })),
      text: card.textContent,
      seen: card.checkVisibility() && card.getBoundingClientRect().height > 100,
      wide: document.documentElement.scrollWidth - document.documentElement.clientWidth,
    };
  };
  const blank = () => { while (card.firstChild) card.removeChild(card.firstChild); };
  const stands = () => card.firstElementChild && !card.hidden;

  tools.byLink = async (id) => {
    blank();
    const hash = `#id=${encodeURIComponent(id)}`;
    if (window.location.hash === hash) window.dispatchEvent(new HashChangeEvent('hashchange'));
    else window.location.hash = hash;
    await tools.until(`the card of ${id}`, stands);
    return tools.read();
  };

  /** Types a door and presses Enter; where several fit, chooses the one at `place`. */
  tools.byTyping = async ({ door, place, opens }) => {
    const [field, status] = [document.querySelector('#q'), document.querySelector('[data-status]')];
    blank();
    status.textContent = '';
    field.value = door;
    field.dispatchEvent(new InputEvent('input', { bubbles: true }));
    field.form.requestSubmit();
    if (!opens) {
      const options = document.getElementById('answers').getElementsByClassName('option');
      await tools.until(`answers to ${door}`, () => options.length > 0 && status.textContent);
      await new Promise((next) => { setTimeout(next, 0); });
      if (stands()) throw new Error(`${door} opens by itself`);
      document.getElementById('group-households').parentNode.getElementsByClassName('option')[place].click();
    }
    await tools.until(`the card of ${door}`, stands);
    return tools.read();
  };
  window.tools = tools;
}

/** Opens a card for each of `orders` by the tool `way`, and compares it with that of the same place in `list`. */
async function compare(page, way, orders, list, what) {
  for (let from = 0; from < orders.length; from += AT_ONCE) {
    const part = orders.slice(from, from + AT_ONCE);
    const shown = await page.evaluate(async ([tool, list]) => {
      const found = [];
      for (const one of list) {
        try { found.push(await window.tools[tool](one)); } catch (error) { found.push(error.message); break; }
      }
      return found;
    }, [way, part]);
    shown.forEach((card, at) => {
      const { text, seen, wide, ...told } = card;
      const { id, right } = list[from + at];
      const name = `${what}: ${right.door}`;
      if (!check('cards', typeof card !== 'string', () => `${name}: ${card}`)) return;
      check('cards', seen, `${name}: is not seen`);
      check('ids', !text.includes(id) || right.door.includes(id), `${name}: the id is shown`);
      check('sideways', wide <= 0, `${name}: ${wide} px too wide`);
      same('cards', told, right, name);
    });
    if (shown.length < part.length) return;
  }
}

/**
 * A visit to the look-up at `address` with the tools in it. It stands in a frame of `file`, or of what is served at
 * that path: another address in a tab costs the browser several times as much.
 */
async function enter(browser, base, file, address, options) {
  const page = await visit(browser, base, options);
  const { width, height } = options.viewport;
  const host = `<!doctype html><title>-</title><style>* { margin: 0; border: 0; }</style><iframe src="${address}" width="${width}" height="${height}"></iframe>`;
  if (file) fs.writeFileSync(file, host);
  else await page.route(`${base}host.html`, (route) => route.fulfill({ contentType: 'text/html', body: host }));
  await page.goto(`${base}host.html`);
  const frame = page.frames()[1];
  await frame.waitForSelector('#q');
  await frame.evaluate(prepare);
  return frame;
}

/** What is asked of one language: each household's place in `typed`, its link and what its card must be. */
function asked({ cards, typed, hotline, several }, isWhole) {
  const known = new Set();
  const isNew = ({ networks }) => {
    const told = JSON.stringify(networks);
    return !known.has(told) && Boolean(known.add(told));
  };
  return cards
    .map((card, at) => ({ card, id: card.id, typed: typed[at], right: expected(card, hotline, several) }))
    .filter(({ card }) => isNew(card) || isWhole);
}

/** One language of one variant, opened from its folder: `file` is where the site's host page may be. */
async function opened(browser, base, file, folder, list, what) {
  const frame = await enter(browser, base, file, `${base}${folder}lookup/index.html`, { viewport: PHONE });
  const shown = list.filter(({ typed }) => typed.place !== null);
  check('cards', shown.length * 10 >= list.length * 9, `${what}: only ${shown.length} of ${list.length} are among the first answers to their door`);
  await compare(frame, 'byTyping', shown.map(({ typed }) => typed), shown, `${what}, typed`);
  await frame.evaluate(() => document.documentElement.classList.add('large'));
  await compare(frame, 'byLink', list.map(({ id }) => id), list, `${what}, large type`);
  await example(frame, folder, what);
  await frame.page().context().close();
  await home(browser, base, folder, shown[0], what);
}

/** What stands in grey in the field can be typed as it is, in the language of the page. */
async function example(frame, folder, what) {
  const field = frame.locator('#q');
  const told = (await field.getAttribute('placeholder')).replace(/^.*?[：:]\s*/, '');
  check('example', !folder.startsWith('en') || /^[ -~]+$/.test(told), `${what}: ${told}`);
  await field.fill(told);
  await frame.waitForSelector('.option');
  check('example', await frame.locator('.option >> nth=0').locator('.option-near').count() === 0, `${what}: ${told} finds nothing`);
}

/** The same from `serve`. */
async function served(browser, base, folder, list, what) {
  const frame = await enter(browser, base, null, `${base}${folder}lookup/index.html`, { viewport: DESK, colorScheme: 'dark' });
  await compare(frame, 'byLink', list.map(({ id }) => id), list, `${what}, served`);
  await frame.page().context().close();
}

async function board(browser, program, { name, site, as_of: day, variants }) {
  let server = null;
  for (const variant of variants) {
    for (const [file, text] of Object.entries(variant.files)) fs.writeFileSync(path.join(site, file), text);
    const base = pathToFileURL(variant.public + '/').href;
    const isWhole = variant === variants[0];
    const editions = variant.editions.map((one) => ({ folder: one.folder, list: asked(one, isWhole) }));
    const what = (folder) => `${name}, ${variant.name}, /${folder}`;
    for (const { folder, list } of editions) {
      await opened(browser, base, path.join(variant.public, 'host.html'), folder, list, what(folder));
      await kioskCards(browser, base, folder, list, variant.public, what(folder));
    }
    server = server || await serve(program, site, { day });
    await server.shows(variant.public, editions.map(({ folder }) => `${folder}lookup/`));
    for (const { folder, list } of editions) await served(browser, server.base, folder, list, what(folder));
  }
  await server.stop();
}

async function main([chromium, program, plan]) {
  const browser = await launch(chromium);
  try {
    for (const one of JSON.parse(fs.readFileSync(plan, 'utf8'))) await board(browser, program, one);
  } finally {
    await browser.close();
  }
  process.exitCode = report(console.log) ? 0 : 1;
}

main(process.argv.slice(2)).catch((error) => {
  console.error(error);
  report(console.error);
  process.exitCode = 1;
});
