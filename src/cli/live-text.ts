import type { LiveReport } from '../formats/generated/live-report.ts';
import { printableLine } from '../model/printable-line.ts';
import type { Style } from './command.ts';
import { diffText } from './diff/diff-text.ts';
import type { ShownDiff } from './diff/shown-diff.ts';

const SIGN = { added: '+', removed: '-', changed: '~' } as const;

type ShownLive = Omit<LiveReport, 'comparison'> & { readonly comparison?: ShownDiff };

/** What people read of a live check: the verdict, who could read the contract, and what is served otherwise. */
export function liveText(
  { verdict, url, certified, served, access, differences, comparison }: ShownLive,
  style: Style,
): string {
  const good = verdict === 'same' && access.holds;
  const head = verdict === 'same' ? `serves the certified contract` : `serves another contract than ${certified.path}`;
  const lines = [
    `${(good ? style.ok : style.error)(url)} ${head}`,
    '',
    `  ${style.dim('certified')}  v${certified.contractVersion}, ${certified.digest}`,
    `  ${style.dim('served   ')}  v${served.contractVersion}, ${served.digest}`,
    `  ${style.dim('access   ')}  ${accessText(access)}`,
  ];
  const rows = differences.map(({ kind, identity, state, members }) => {
    const what = members.length === 0 ? '' : `: ${members.join(', ')}`;
    return `  ${SIGN[state]} ${kind} ${printableLine(identity)}${printableLine(what)}`;
  });
  if (rows.length > 0) lines.push('', ...rows);
  if (comparison !== undefined) lines.push('', diffText(comparison, style).trimEnd());
  return `${lines.join('\n')}\n`;
}

function accessText({ expected, statusWithoutToken, statusWithoutGrant, holds }: LiveReport['access']): string {
  const without = statusWithoutGrant === undefined ? '' : `, ${statusWithoutGrant} without the grant`;
  const answer = `status ${statusWithoutToken} without a token${without}`;
  if (expected === 'not-checked') return `${answer}; the contract does not say who may read it`;
  const wanted =
    expected === 'refused'
      ? '401 or 403, since the contract demands a capability'
      : '200, since the contract demands nothing';
  return holds ? `${answer}, as the contract demands` : `${answer}; expected ${wanted}`;
}
