import type { Endpoint } from '../contract/model.ts';
import type { DiffInput } from './diff-rule.ts';
import { type Continued, continuedEndpoints } from './endpoint-moves.ts';

type Flag = Extract<
  keyof Endpoint,
  'hostOperatorBypassAllowed' | 'appProcessPrincipalsAllowed' | 'appBrowserPrincipalsAllowed'
>;

/** Endpoints whose flag became `value`. */
export function flagChanges(input: DiffInput, flag: Flag, value: boolean): Continued[] {
  return continuedEndpoints(input).filter(
    ({ baseline, current }) => baseline.item[flag] !== value && current.item[flag] === value,
  );
}
