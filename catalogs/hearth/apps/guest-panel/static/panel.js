/** What a guest may see of the home: how warm it is and whether a door is locked. */
export function rows(devices) {
  return devices.flatMap(({ name, state }) => {
    if (state.kind === 'thermostat')
      return [[name, state.measuredCelsius === null ? '–' : `${state.measuredCelsius} °C`]];
    if (state.kind === 'lock') return [[name, state.locked ? 'locked' : 'open']];
    return [];
  });
}
