const DIM_PERCENT = 10;

/** The states that the lamps and players around a screen should take when the film starts or stops. */
export function scene(playing, devices, players) {
  const roomIds = new Set(players.filter(({ screen }) => screen).map(({ roomId }) => roomId));
  const lamps = devices.filter(({ kind, reachable, roomId }) => kind === 'light' && reachable && roomIds.has(roomId));
  return {
    lamps: lamps.map(({ id }) => ({ id, state: { kind: 'light', on: true, brightness: playing ? DIM_PERCENT : 100 } })),
    players: players.filter(({ screen }) => screen).map(({ id }) => ({ id, playback: playing ? 'play' : 'pause' })),
  };
}
