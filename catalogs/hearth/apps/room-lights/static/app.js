import { lightsByRoom } from './lights.js';

async function call(method, path, body) {
  const response = await fetch(`/api/v1${path}`, {
    method,
    ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { 'Content-Type': 'application/json' } }),
  });
  if (!response.ok) throw new Error(`the hub answered ${response.status}`);
  return response.json();
}

const status = document.querySelector('#status');

async function turn(light, box) {
  try {
    await call('PUT', `/devices/${light.id}/state`, { kind: 'light', on: box.checked });
    status.textContent = `${light.name} is asked to go ${box.checked ? 'on' : 'off'}.`;
  } catch (error) {
    box.checked = !box.checked;
    status.textContent = `${light.name} stays as it is: ${error.message}.`;
  }
}

function row(light) {
  const box = Object.assign(document.createElement('input'), {
    type: 'checkbox',
    checked: light.state.on,
    disabled: !light.reachable,
  });
  box.addEventListener('change', () => turn(light, box));
  const label = document.createElement('label');
  label.className = light.reachable ? '' : 'away';
  label.append(box, light.reachable ? light.name : `${light.name} (not reachable)`);
  return label;
}

try {
  const [{ rooms }, { devices }] = await Promise.all([call('GET', '/rooms'), call('GET', '/devices')]);
  const groups = lightsByRoom(rooms, devices);
  for (const { name, lights } of groups) {
    const title = document.createElement('h2');
    title.textContent = name;
    document.querySelector('#rooms').append(title, ...lights.map(row));
  }
  status.textContent = groups.length === 0 ? 'There is no lamp in this home yet.' : '';
} catch (error) {
  status.textContent = `The hub can't be asked: ${error.message}.`;
}
