import type { Delivery } from '../contract/model.ts';
import { quote } from '../model/quote.ts';

/** What a guarantee keeps from a subscriber. */
const KEEPS_AWAY: Readonly<Record<Delivery['guarantee'], { readonly loss: boolean; readonly repeats: boolean }>> = {
  'at-most-once': { loss: false, repeats: true },
  'at-least-once': { loss: true, repeats: false },
  'exactly-once': { loss: true, repeats: true },
};

/** The promises about an event's delivery that are not kept any more, in words; none where it is at least as good. */
export function deliveryChange(before: Delivery, after: Delivery | undefined): string[] {
  if (after === undefined) return [`promises nothing of its delivery any more, and was sent ${before.guarantee}`];
  const [had, has] = [KEEPS_AWAY[before.guarantee], KEEPS_AWAY[after.guarantee]];
  return [
    ...(had.loss && !has.loss ? ['may be lost now'] : []),
    ...(had.repeats && !has.repeats ? ['may come twice now'] : []),
    ...(before.ordered === true && after.ordered !== true ? ['may come out of order now'] : []),
    ...(before.key !== undefined && before.key !== after.key
      ? [`is ordered by ${after.key === undefined ? 'no key' : quote(after.key)} now, and was by ${quote(before.key)}`]
      : []),
  ];
}
