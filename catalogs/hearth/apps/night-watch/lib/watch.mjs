/** True from eleven in the evening to six in the morning. The hub writes instants in the home's own time zone. */
export function isNight(instant) {
  const hour = Number(instant.slice(11, 13));
  return hour >= 23 || hour < 6;
}

/** The alert for a room that was empty and is in use now, at night; undefined for anything else. */
export function alertFor(room, before, now) {
  if (before?.inUse !== false || !now.inUse || !isNight(now.since)) return undefined;
  return { text: `Somebody is in ${room.name}.`, severity: 'warning' };
}
