import { closeSync, constants, openSync } from 'node:fs';

/** True where a person sits at a terminal of this process, wherever its streams go; never on Windows. */
export function hasTerminal(): boolean {
  if (process.platform === 'win32') return false;
  try {
    closeSync(openSync('/dev/tty', constants.O_RDWR | constants.O_NOCTTY | constants.O_NONBLOCK));
    return true;
  } catch {
    return false;
  }
}
