/** Lamps under the name of their room, in the hub's order; lamps without a room come last. */
export function lightsByRoom(rooms, devices) {
  const lights = devices.filter((device) => device.kind === 'light');
  const groups = rooms.map(({ id, name }) => ({ name, lights: lights.filter((light) => light.roomId === id) }));
  groups.push({ name: 'Elsewhere', lights: lights.filter(({ roomId }) => !rooms.some(({ id }) => id === roomId)) });
  return groups.filter((group) => group.lights.length > 0);
}
