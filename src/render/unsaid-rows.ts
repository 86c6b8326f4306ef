import type { Certification } from '../formats/generated/certification.ts';
import { groupBy } from '../model/group-by.ts';
import { byCodeUnit } from '../model/order.ts';

/** Keywords that are named; the rest are counted. */
const NAMED = 3;

/** What no type of each certified client says, as cells: the unit, how much of how many targets, the keywords. */
export function unsaidRows({ requirements }: Certification): string[][] {
  const units = requirements.flatMap((requirement) => requirement.units);
  return units.flatMap(({ name, fidelity = [] }) => {
    const losses = fidelity.flatMap((target) => target.losses);
    if (losses.length === 0) return [];
    const demands = `${losses.length} ${losses.length === 1 ? 'demand' : 'demands'}`;
    const targets = `${fidelity.length} ${fidelity.length === 1 ? 'target' : 'targets'}`;
    return [[name, `${demands} of ${targets}`, keywords(losses.map(({ keyword }) => keyword))]];
  });
}

/** The keywords that are met most often, with their numbers. */
function keywords(all: readonly string[]): string {
  const counts = [...groupBy(all, (keyword) => keyword)]
    .map(([keyword, losses]): [string, number] => [keyword, losses.length])
    .sort(([a, x], [b, y]) => y - x || byCodeUnit(a, b));
  const named = counts.slice(0, NAMED).map(([keyword, count]) => `${count} ${keyword}`);
  const rest = counts.slice(NAMED).reduce((sum, [, count]) => sum + count, 0);
  return [...named, ...(rest === 0 ? [] : [`${rest} others`])].join(', ');
}
