// Serves a folder below /cun/ on a free port, as a host does that shows 404.html for what is missing, and keeps count
// of what was asked for.
'use strict';

const fs = require('fs');
const http = require('http');
const path = require('path');
const zlib = require('zlib');

const PREFIX = '/cun/';
const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
};

/** Resolves to {base, asked, close}: `asked` maps paths to the bytes sent for them, compressed. */
function serve(folder) {
  const asked = new Map();
  const server = http.createServer((request, response) => {
    const url = new URL(request.url, 'http://localhost');
    const below = decodeURIComponent(url.pathname).slice(PREFIX.length);
    const file = path.join(folder, below.endsWith('/') || !below ? below + 'index.html' : below);
    if (!url.pathname.startsWith(PREFIX) || !file.startsWith(folder) || !fs.existsSync(file)) {
      const own = path.join(folder, '404.html');
      response.writeHead(404, { 'Content-Type': TYPES['.html'] });
      response.end(fs.existsSync(own) ? fs.readFileSync(own) : '');
      return;
    }
    const bytes = zlib.gzipSync(fs.readFileSync(file));
    asked.set(below, bytes.length);
    response.writeHead(200, {
      'Content-Type': TYPES[path.extname(file)] || 'application/octet-stream',
      'Content-Encoding': 'gzip',
    });
    response.end(bytes);
  });
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const base = `http://127.0.0.1:${server.address().port}${PREFIX}`;
      resolve({ base, asked, close: () => server.close() });
    });
  });
}

module.exports = { serve };
