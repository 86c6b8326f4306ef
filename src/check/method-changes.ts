import type { ServiceMethod } from '../contract/model.ts';
import type { JsonValue } from '../model/json/value.ts';
import { quote } from '../model/quote.ts';
import type { DiffHit, DiffInput } from './diff-rule.ts';
import { type ContinuedTarget, continuedMethods } from './service-moves.ts';

/** One hit for every method that lives on and of which one member changed as `change` says; undefined for no change. */
export function* methodMemberHits(
  input: DiffInput,
  member: keyof ServiceMethod,
  change: (baseline: ServiceMethod, current: ServiceMethod) => MemberChange | undefined,
): Generator<DiffHit> {
  for (const { identity, baseline, current } of continuedMethods(input)) {
    const found = change(baseline.item, current.item);
    if (found === undefined) continue;
    const { message, before, after } = found;
    yield {
      subject: { kind: 'method', identity },
      message: `method ${quote(identity)} ${message}`,
      location: placeOfMember(input, current, member),
      ...(before === undefined ? {} : { before }),
      ...(after === undefined ? {} : { after }),
      stability: baseline.item.stability,
    };
  }
}

export interface MemberChange {
  /** What follows the method's name: `may be called by agents no more`. */
  readonly message: string;
  readonly before?: JsonValue;
  readonly after?: JsonValue;
}

/** A promise that was true and is true no more. */
export function revoked(
  baseline: boolean | undefined,
  current: boolean | undefined,
  message: string,
): MemberChange | undefined {
  return baseline === true && current !== true ? { message, before: true, after: current ?? null } : undefined;
}

function placeOfMember(
  { current: contract }: DiffInput,
  { item, pointer }: ContinuedTarget<ServiceMethod>['current'],
  member: keyof ServiceMethod,
): DiffHit['location'] {
  return contract.locate(item[member] === undefined ? pointer : `${pointer}/${member}`);
}
