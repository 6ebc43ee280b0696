// The hall's screen tells of every household what `who` says.
'use strict';

const fs = require('fs');
const path = require('path');
const { check, same } = require('./tally');
const { visit, DESK } = require('./browser');

// How long kiosk-lookup.js waits for another key.
const WAIT = 120;
// How many answers it shows.
const SHOWN = 8;

/** What the screen must show of `answer`, as `who` gives it. */
function expected(answer, word) {
  const hotline = word.hotline ? `${word.hotlineWord} ${word.hotline}` : '';
  const number = (person) => (person.phone ? person.phone.text : '');
  const dials = (person) => person && person.phone && person.phone.href;
  const link = (post, person, grid, backup, isFirst) => ({
    post,
    name: person ? person.name : word.vacant,
    phone: (dials(person) ? number(person) : isFirst && hotline) || null,
    masked: (person && !dials(person) && number(person)) || null,
    grid,
    backup: backup ? [word.backup, backup.name, number(backup)].filter(Boolean).join(' ') : null,
  });
  const network = (one) => {
    const named = one.by === 'household' ? one.people.map((person) => link(word.covers, person, person.title, null, true)) : [];
    const first = named.length ? null : one.chain.find((step) => step.people.length);
    return named.concat(one.chain.map((step) => link(step.post, step.people[0], step.grid.name, step.backup, step === first)));
  };
  return { door: [answer.door, answer.label].filter(Boolean).join(' '), networks: answer.networks.map(network) };
}

/** Runs in the page: types each door, chooses the household at its place, and tells what is shown. */
async function walk(typed) {
  const part = (name) => document.querySelector(`[data-${name}]`);
  const [field, card] = [part('field'), part('answer')];
  let broken = '';
  window.addEventListener('error', (event) => { broken = event.message; });
  const until = async (what, condition) => {
    for (const limit = performance.now() + 30000; !condition();) {
      if (broken || performance.now() > limit) throw new Error(`${what}: ${broken || 'nothing comes'}`);
      await new Promise((next) => { setTimeout(next, 0); });
    }
  };
  const text = (element, name) => {
    const slot = element.querySelector(`[data-slot=${name}]`);
    return slot ? slot.textContent : null;
  };
  const link = (li) => ({
    post: text(li, 'post'), name: text(li, 'name'), phone: text(li, 'phone'), masked: text(li, 'masked'), grid: text(li, 'grid'), backup: text(li, 'backup'),
  });
  const found = [];
  part('do=find').click();
  for (const { door, place } of typed) {
    try {
      field.value = door;
      field.dispatchEvent(new InputEvent('input', { bubbles: true }));
      await until(door, () => part('list').firstElementChild);
      part('list').querySelectorAll('.finder-home')[place].click();
      await until(door, () => !card.hidden && card.checkVisibility());
      found.push({
        door: text(card, 'door'),
        networks: Array.from(card.querySelectorAll('.finder-network'), (network) => Array.from(network.querySelectorAll('.finder-chain > li'), link)),
      });
      part('do=again').click();
    } catch (error) {
      found.push(error.message);
      break;
    }
  }
  return found;
}

/** All households of one language, where the site at `folder` of `site` has a screen to touch. */
async function kioskCards(browser, base, folder, list, site, what) {
  if (!fs.existsSync(path.join(site, folder, 'kiosk/index.html'))) return;
  const page = await visit(browser, base, { viewport: DESK });
  await page.addInitScript((wait) => {
    const later = window.setTimeout;
    window.setTimeout = (call, time, ...rest) => later(call, time === wait ? 0 : time, ...rest);
  }, WAIT);
  await page.goto(`${base}${folder}kiosk/index.html`);
  const word = await page.$eval('[data-finder]', (box) => ({ ...box.dataset }));
  const shown = list.filter(({ typed }) => typed.place !== null && typed.place < SHOWN);
  check('kiosk cards', shown.length * 10 >= list.length * 9, `${what}: only ${shown.length} of ${list.length} are among the first answers`);
  const told = await page.evaluate(walk, shown.map(({ typed }) => typed));
  told.forEach((card, at) => {
    const right = expected(shown[at].card, word);
    if (typeof card === 'string') { check('kiosk cards', false, `${what}: ${card}`); return; }
    same('kiosk cards', card, right, `${what}: ${right.door} on the screen`);
  });
  await page.context().close();
}

module.exports = { kioskCards };
