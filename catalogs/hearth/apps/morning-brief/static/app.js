import { brief } from './brief.js';

async function get(path) {
  const response = await fetch(`/api/v1${path}`);
  if (!response.ok) throw new Error(`the hub answered ${response.status}`);
  return response.json();
}

async function sentences() {
  try {
    const [alerts, devices, rooms] = await Promise.all([get('/alerts'), get('/devices'), get('/rooms')]);
    return brief({ ...alerts, ...devices, ...rooms });
  } catch (error) {
    return [`The hub can't be asked: ${error.message}.`];
  }
}

const items = (await sentences()).map((text) => Object.assign(document.createElement('li'), { textContent: text }));
document.querySelector('#brief').replaceChildren(...items);
