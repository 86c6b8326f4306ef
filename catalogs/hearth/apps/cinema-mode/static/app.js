import { scene } from './cinema.js';

async function call(method, path, body) {
  const response = await fetch(`/api/v1${path}`, {
    method,
    ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { 'Content-Type': 'application/json' } }),
  });
  if (!response.ok) throw new Error(`the hub answered ${response.status}`);
  return response.json();
}

async function run(playing) {
  const status = document.querySelector('#status');
  try {
    const [{ devices }, { players }] = await Promise.all([call('GET', '/devices'), call('GET', '/media/players')]);
    const wanted = scene(playing, devices, players);
    await Promise.all([
      ...wanted.lamps.map(({ id, state }) => call('PUT', `/devices/${id}/state`, state)),
      ...wanted.players.map(({ id, playback }) => call('PUT', `/media/players/${id}/playback`, { playback })),
    ]);
    status.textContent = wanted.players.length === 0 ? 'There is no screen in this home.' : '';
  } catch (error) {
    status.textContent = `The hub can't be asked: ${error.message}.`;
  }
}

document.querySelector('#start').addEventListener('click', () => run(true));
document.querySelector('#stop').addEventListener('click', () => run(false));
