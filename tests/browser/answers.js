// Answers queries with the scripts of a finished site: node answers.js SITE QUERIES.json [everything]. Prints one line
// of JSON a query: households and people found, how many in all, all else by kind, whether that is all there is, bytes loaded.
// `everything` lifts the limit on what one search loads.
'use strict';

const fs = require('fs');
const { engine } = require('./engine');

const [site, queries, everything] = process.argv.slice(2);
const { search, asked, sizes } = engine(site);
if (everything) search.open(() => { search.directory.at_once = search.directory.matters_at_once = Infinity; });

/** What else was found, by kind; nothing for a query without words. */
function further(query, found, done) {
  if (!found || found.empty) { done({ groups: [], total: 0, complete: true }); return; }
  search.matters(query, found.matters, done);
}

const lines = [];
for (const query of JSON.parse(fs.readFileSync(queries, 'utf8'))) {
  asked.clear();
  asked.add('directory');
  search.find(query, (found) => further(query, found, (rest) => {
    const bytes = Array.from(asked, (name) => sizes[name] || 0).reduce((a, b) => a + b, 0);
    lines.push(JSON.stringify(found && {
      ids: found.answers.map((answer) => answer.id),
      people: found.answers.map((answer) => answer.networks.map((network) => network.people.map((person) => person.name))),
      near: found.answers.filter((answer) => answer.near).map((answer) => answer.id),
      total: found.total,
      nearTotal: found.near,
      names: found.people.map((person) => [person.name, person.posts]),
      peopleTotal: found.peopleTotal,
      peopleFirst: found.peopleFirst,
      only: found.only && (found.only.id || found.only.name),
      complete: found.complete,
      matters: rest.groups.map((group) => [group.kind, group.total, group.answers]),
      mattersComplete: rest.complete,
      bytes,
      files: asked.size,
    }));
  }));
}
process.stdout.write(lines.join('\n') + '\n');
