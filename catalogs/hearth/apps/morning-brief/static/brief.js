/** The brief in sentences: what is open, what is cold, what is lost, what is wrong. */
export function brief({ alerts, devices, rooms }) {
  const roomOf = ({ roomId }) => rooms.find(({ id }) => id === roomId)?.name ?? 'no room';
  const sentences = [
    ...alerts.map(({ text }) => text),
    ...devices.flatMap((device) => sentence(device, roomOf(device))),
  ];
  return sentences.length > 0 ? sentences : ['All is well.'];
}

function sentence({ name, reachable, state }, room) {
  if (!reachable) return [`The hub has lost ${name} (${room}).`];
  if (state.kind === 'lock' && state.jammed) return [`${name} (${room}) is jammed.`];
  if (state.kind === 'lock' && !state.locked) return [`${name} (${room}) is not locked.`];
  if (state.kind === 'thermostat' && state.mode !== 'off' && state.measuredCelsius !== null) {
    const missing = state.targetCelsius - state.measuredCelsius;
    return missing > 2 ? [`It is ${state.measuredCelsius} °C in ${room}, ${missing.toFixed(1)} less than wished.`] : [];
  }
  return [];
}
