import type { RouteMatch } from '../formats/generated/route-match.ts';
import type { Style } from './command.ts';

/** What people read of a look-up: the endpoint and what it demands, or what comes near. */
export function matchText(report: RouteMatch, style: Style): string {
  const { method, path, contract, match, nearMisses } = report;
  const call = `${method} ${path}`;
  if (match === null) {
    const near = nearMisses.map(({ endpoint, why }) => `  ${endpoint}  ${style.dim(why)}`);
    const lines = [
      `${style.error('no endpoint')} of contract version ${contract.contractVersion} answers ${call}`,
      ...(near.length === 0 ? [] : ['', 'near', ...near]),
    ];
    return `${lines.join('\n')}\n`;
  }
  const params = Object.entries(match.params).map(([name, value]) => `${name}=${value}`);
  const { path: file, line } = match.location;
  const rows: [string, string][] = [
    ['action', match.action],
    ['capabilities', match.capabilities.join(', ') || 'none'],
    ['principals', match.principals.join(', ') || 'none'],
    ['stability', `${match.stability}, since contract version ${match.sinceContractVersion}`],
    ...(params.length === 0 ? [] : [['parameters', params.join(', ')] satisfies [string, string]]),
    ['described', line === undefined ? file : `${file}:${line}`],
  ];
  const lines = rows.map(([name, value]) => `  ${style.dim(name.padEnd(12))}  ${value}`);
  return `${[`${style.ok(match.endpoint)} answers ${call}`, '', ...lines].join('\n')}\n`;
}
