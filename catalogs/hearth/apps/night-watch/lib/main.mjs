import { alertFor } from './watch.mjs';

const [api] = process.argv.slice(2);

async function call(method, path, { body, query = '' } = {}) {
  const response = await fetch(`${api}/v1${path}${query}`, {
    method,
    ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { 'Content-Type': 'application/json' } }),
  });
  if (!response.ok) throw new Error(`${method} ${path} was answered ${response.status}`);
  return response.json();
}

/** Waits for the next change of one room, for ever; the hub answers at once where nothing is waited for. */
async function watch(room) {
  let before;
  for (;;) {
    const query = before === undefined ? '' : `?after=${encodeURIComponent(before.since)}`;
    const now = await call('GET', `/rooms/${room.id}/occupancy`, { query });
    const alert = alertFor(room, before, now);
    if (alert !== undefined) await call('POST', '/alerts', { body: alert });
    before = now;
  }
}

const { rooms } = await call('GET', '/rooms');
await Promise.all(rooms.map(watch));
