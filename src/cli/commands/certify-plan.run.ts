import type { MadePlan } from '../../certify/plan.ts';
import { prepare } from '../../certify/prepare.ts';
import { unjudgedArtifacts } from '../../certify/unread-artifacts.ts';
import { formatInstant } from '../../decide/instant.ts';
import { plannedUnits } from '../../decide/judge-requirement.ts';
import { unitName } from '../../decide/unit.ts';
import { writeFileAtomic } from '../../formats/write-file.ts';
import { EXIT } from '../../model/errors.ts';
import { certifyInput } from '../certify-input.ts';
import type { Handler, Style } from '../command.ts';
import { table } from '../table.ts';

/** Plans a run, and judges nothing. */
export const run: Handler = async (args, context) => {
  const input = await certifyInput(args, context);
  const { made } = await prepare({ ...input, now: formatInstant(await context.now()) });
  const output = args.string('output');
  if (output !== undefined) {
    const { file, shown } = context.resolve(output);
    writeFileAtomic(file, `${JSON.stringify(made.plan, null, 2)}\n`, shown);
  }
  return { exit: EXIT.ok, json: made.plan, text: (style) => planText(made, style), digest: made.digest };
};

const LEVELS = ['required', 'recommended', 'optional'] as const;

/** A plan as people read it: what must be there of each requirement, what will be missing for certain, and what nobody judges or asks for. */
function planText(made: MadePlan, style: Style): string {
  const { plan, digest, requirements } = made;
  const { id, mode } = plan.release;
  const rows = requirements.map((requirement) => {
    const { policy, level, units } = requirement;
    const names = plannedUnits(requirement).map(unitName);
    const count = level === 'off' ? 'off' : units.length === 0 ? 'missing: nothing to judge' : names.join(', ');
    return [policy.id, level, level === 'off' ? '' : policy.run, count === 'off' ? '' : count];
  });
  const counts = LEVELS.map((level) => {
    const units = requirements
      .filter((one) => one.level === level)
      .reduce((sum, { units: own }) => sum + own.length, 0);
    return `${units} ${level}`;
  });
  const lines = table([['requirement', 'level', 'run', 'units'], ...rows]);
  const [header = '', ...body] = lines;
  const unjudged = [
    ...unjudgedArtifacts(made).map(({ kind, name }) => `no requirement judges the ${kind} ${name}`),
    ...made.unasked.map(
      ({ run, units }) => `no requirement asks for ${run}, which has ${units === 1 ? '1 unit' : `${units} units`}`,
    ),
  ];
  return [
    `${style.bold('plan')}  ${plan.units.length} units for ${id} in ${mode}: ${counts.join(', ')}`,
    '',
    style.dim(header),
    ...body,
    '',
    ...(unjudged.length > 0 ? [...unjudged, ''] : []),
    digest,
    '',
  ].join('\n');
}
