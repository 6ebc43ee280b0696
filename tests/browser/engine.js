// The look-up's own scripts without a page: searches a finished site and counts what a browser would have loaded.
'use strict';

const fs = require('fs');
const path = require('path');
const vm = require('vm');
const zlib = require('zlib');

/** `{search, sizes}`: the search of the site at `site` (in the folder `edition` of a further language, `en/`), and what its files weigh compressed, by name. */
function engine(site, edition = '') {
  const context = vm.createContext({ window: {} });
  const run = (file) => vm.runInContext(fs.readFileSync(path.join(site, file), 'utf8'), context, { filename: file });
  run('assets/lookup-forms.js');
  run('assets/lookup.js');
  run('assets/lookup-keys.js');
  run('assets/lookup-search.js');
  run('assets/lookup-matters.js');
  const rules = context.window.gongkailanLookup;
  const files = {};
  const sizes = {};
  context.gongkailanShard = (name, data) => { files[name] = data; };
  const asked = new Set();
  const load = (name, done) => {
    asked.add(name);
    const file = `${edition}lookup/s~${name}.js`;
    if (!files[name] && fs.existsSync(path.join(site, file))) {
      run(file);
      sizes[name] = zlib.gzipSync(fs.readFileSync(path.join(site, file))).length;
    }
    done(files[name] || null);
  };
  return { rules, search: new rules.Search(load), asked, sizes };
}

module.exports = { engine };
