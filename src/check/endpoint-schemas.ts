import type { Endpoint } from '../contract/model.ts';
import type { DiffInput } from './diff-rule.ts';
import { errorName } from './endpoint-errors.ts';
import { type Continued, continuedEndpoints, endpointSubject } from './endpoint-moves.ts';
import { perInput } from './per-input.ts';
import { type SchemaSlot, shiftedSlots } from './schema-hits.ts';

/** Every schema of every continued endpoint: request, response, and those of the errors that both sides have. */
export const endpointSlots = perInput((input: DiffInput): readonly SchemaSlot[] =>
  continuedEndpoints(input).flatMap((continued) => slotsOf(input, continued)),
);

/** Endpoint schemas that accept other instances than before, or may. */
export const shiftedEndpointSchemas = perInput((input: DiffInput) => shiftedSlots(endpointSlots(input), input.schemas));

function slotsOf(input: DiffInput, { baseline, current }: Continued): SchemaSlot[] {
  const [a, b] = [baseline.item, current.item];
  const common = { subject: endpointSubject(b), stability: a.stability };
  const locate = (member: string) => () => input.current.locate(`${current.pointer}${member}`);
  const body = (part: 'request' | 'response'): SchemaSlot => ({
    ...common,
    part,
    role: part === 'request' ? 'input' : 'output',
    baseline: a[part],
    current: b[part],
    examples: [...(a.examples?.[part] ?? []), ...(b.examples?.[part] ?? [])],
    locate: locate(b[part] === undefined ? '' : `/${part}`),
  });
  return [
    body('request'),
    body('response'),
    ...errorSlots(a, b).map((slot) => ({ ...common, ...slot, locate: locate(slot.at) })),
  ];
}

function errorSlots(
  a: Endpoint,
  b: Endpoint,
): (Pick<SchemaSlot, 'part' | 'role' | 'baseline' | 'current'> & { at: string })[] {
  const before = new Map((a.errors ?? []).map((failure) => [errorName(failure), failure]));
  return (b.errors ?? []).flatMap((failure, index) => {
    const name = errorName(failure);
    const known = before.get(name);
    if (known === undefined) return [];
    return [
      {
        part: `error ${name}`,
        role: 'output' as const,
        baseline: known.schema,
        current: failure.schema,
        at: `/errors/${index}`,
      },
    ];
  });
}
