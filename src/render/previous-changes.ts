import type { CertificationPrevious, CertifiedStanding } from '../formats/generated/certification.ts';

const ORDER = ['regression', 'removed', 'new', 'improvement'] as const;

/** Requirements that stand otherwise than before, worst first: the change, the requirement, before and after. */
export function changeRows({ changes }: CertificationPrevious): string[][] {
  return ORDER.flatMap((kind) =>
    changes
      .filter(({ change }) => change === kind)
      .map(({ change, requirement, before, after }) => [change, requirement, standing(before), standing(after)]),
  );
}

function standing(one: CertifiedStanding | undefined): string {
  return one === undefined ? '-' : `${one.state} (${one.outcome})`;
}
