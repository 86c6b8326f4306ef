import type { Verification } from '../formats/generated/verification.ts';
import type { Style } from './command.ts';

/** What `assay verify` says: the verdict first, then what it rests on. */
export function verificationText(report: Verification, style: Style): string {
  const { result, artifact, certification, signers, policy, level, validUntil, waivers, refusals, at } = report;
  const verified = result === 'verified';
  const verdict = verified ? style.ok('verified') : style.error('refused');
  const { platform, release, decision, now } = certification;
  const facts: (readonly [string, string])[] = [
    ['artifact', `${artifact.name} ${artifact.digest}`],
    ['level', level],
    ['decided', `${decision} at ${now}, and the same again from ${certification.path}`],
    ['asked', at],
    ['valid until', validUntil ?? 'nothing that it rests on ends'],
    ['policy', `${policy.path} ${policy.digest}`],
    ...signers.map(({ principal, key }) => ['signed by', `${principal} (${key})`] as const),
    ...waivers.map(({ id, unit, expiresAt }) => ['waiver', `${id} lets ${unit} pass until ${expiresAt}`] as const),
  ];
  const width = Math.max(...facts.map(([name]) => name.length));
  const lines = [
    `${verdict}: ${artifact.path} as part of ${platform} ${release}`,
    ...refusals.map(({ reason, message }) => `  ${style.error(reason)}: ${message}`),
    '',
    ...facts.map(([name, value]) => `  ${style.dim(name.padEnd(width))}  ${value}`),
  ];
  return `${lines.join('\n')}\n`;
}
