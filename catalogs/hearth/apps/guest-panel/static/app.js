import { rows } from './panel.js';

const SECONDS = 30;

async function show() {
  const status = document.querySelector('#status');
  try {
    const response = await fetch('/api/v1/devices');
    if (!response.ok) throw new Error(`the hub answered ${response.status}`);
    const { devices } = await response.json();
    const table = document.createElement('tbody');
    for (const cells of rows(devices)) {
      const row = table.insertRow();
      for (const text of cells) row.insertCell().textContent = text;
    }
    document.querySelector('#home').replaceChildren(table);
    status.textContent = '';
  } catch (error) {
    status.textContent = `The hub can't be asked: ${error.message}.`;
  }
}

await show();
setInterval(show, SECONDS * 1000);
