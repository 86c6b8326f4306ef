import type { Stability } from '../contract/model.ts';

/** How much a stability promises: 2 for what is or was stable, 1 for experiments, 0 for what is not meant for apps. */
export function promise(stability: Stability): 0 | 1 | 2 {
  switch (stability) {
    case 'stable':
    case 'deprecated':
    case 'scheduled-for-removal':
      return 2;
    case 'experimental':
      return 1;
    default:
      return 0;
  }
}
