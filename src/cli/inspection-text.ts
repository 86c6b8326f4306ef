import type { BundleInspection } from '../formats/generated/bundle-inspection.ts';
import { digestLines } from './bundle-text.ts';
import type { Style } from './command.ts';
import { printableLine } from './printable.ts';

/** What a user reads before saying yes: what the app is, and everything that it asks for. */
export function inspectionText(report: BundleInspection, style: Style): string {
  const { manifest, permissions, hosts, services, secrets, size } = report;
  const width = Math.max(0, ...permissions.map(({ name }) => name.length));
  const asked = permissions.map(({ name, description }) =>
    printableLine(`${name.padEnd(width)}  ${description ?? 'not described by any known contract'}`),
  );
  const packed = size.packed === undefined ? '' : `, ${size.packed} packed`;
  const lines = [
    `${style.bold(printableLine(`${manifest.name} ${manifest.version}`))} (${printableLine(manifest.id)}, ${manifest.dialect}, user interface ${manifest.ui})`,
    `  ${style.dim('bundle'.padEnd(9))}  ${report.path}, ${size.files} files, ${size.unpacked} bytes${packed}`,
    ...digestLines(report.digests, style),
    ...section('asks for these permissions', asked, style),
    ...section('may reach these hosts', hosts, style),
    ...section('asks for these services', services, style),
    ...section('asks you for these secrets', secrets, style),
  ];
  return `${lines.join('\n')}\n`;
}

function section(title: string, items: readonly string[], style: Style): string[] {
  if (items.length === 0) return ['', `${style.bold(title)}: none`];
  return ['', style.bold(title), ...items.map((item) => `  ${printableLine(item)}`)];
}
