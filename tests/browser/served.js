// `gongkailan serve` at work on a site folder.
'use strict';

const fs = require('fs');
const path = require('path');
const { spawn } = require('child_process');

const LIMIT = 60000;

/**
 * Starts the server and resolves to {base, port, shows, stop} once it has said where it is. Without `port` it takes any
 * that is free, lest another test's server takes the usual one while this one is down.
 */
function serve(program, site, { day, port }) {
  const asked = ['serve', '-s', site, '--as-of', day, '--port', String(port || 0)];
  const child = spawn(program, asked, { stdio: ['ignore', 'pipe', 'ignore'] });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code) => reject(new Error(`serve ended with ${code}`)));
    child.stdout.once('data', (line) => {
      const base = String(line).trim();
      const gone = new Promise((end) => { child.on('exit', end); });
      resolve({
        base,
        port: Number(new URL(base).port),
        shows: (built, folders) => shows(base, built, folders),
        stop: () => { child.kill('SIGKILL'); return gone; },
      });
    });
  });
}

/** Waits until the scripts in `folders` are served as they are in the site at `built`. */
async function shows(base, built, folders) {
  const scripts = folders.flatMap((folder) => fs.readdirSync(path.join(built, folder))
    .filter((name) => name.endsWith('.js')).map((name) => folder + name));
  const isServed = async (file) => {
    const answer = await fetch(base + file);
    return Buffer.from(await answer.arrayBuffer()).equals(fs.readFileSync(path.join(built, file)));
  };
  for (const end = Date.now() + LIMIT; Date.now() < end;) {
    const all = await Promise.all(scripts.map(isServed));
    if (all.every(Boolean)) return;
    await new Promise((next) => { setTimeout(next, 20); });
  }
  throw new Error(`what is served is not what was built: ${built}`);
}

module.exports = { serve };
