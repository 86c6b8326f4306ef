import type { KeyReport, KeyReportWritten } from '../formats/generated/key-report.ts';
import { type Finding, summarize } from '../model/finding.ts';
import type { InspectedKey, Inspection } from '../trust/inspect/inspection.ts';
import type { KeyFileInput } from './key-file-input.ts';
import { TRUST_RULES } from './rules/trust/index.ts';
import { runRules } from './run-rules.ts';

/** What is known of a file of keys beyond its content. */
export interface KeyFilePlace {
  readonly inRepository: boolean;
  readonly now: Date;
}

/** Judges an inspected file of keys. */
export function judgeKeyFile(inspection: Inspection, { inRepository, now }: KeyFilePlace): Finding[] {
  const input: KeyFileInput = { ...inspection, inRepository, now: now.toISOString() };
  return runRules(TRUST_RULES, input);
}

/** The document that `keys inspect --json` and `keys generate --json` print. */
export function keyReport(inspection: Inspection, findings: readonly Finding[], written?: KeyReportWritten): KeyReport {
  const { kind, path, version, issuedAt, expiresAt, protection, revokedReceipts, keys, certificates } = inspection;
  return {
    kind: 'assay.key-report',
    schemaVersion: 1,
    file: {
      path,
      kind,
      ...(version === undefined ? {} : { version }),
      ...(issuedAt === undefined ? {} : { issuedAt }),
      ...(expiresAt === undefined ? {} : { expiresAt }),
      ...(protection === undefined ? {} : { protection }),
      ...(revokedReceipts === undefined ? {} : { revokedReceipts }),
    },
    ...(written === undefined ? {} : { written }),
    keys: keys.map(keyEntry),
    ...(certificates === undefined
      ? {}
      : { certificates: certificates.map((each) => ({ ...each, names: [...each.names] })) }),
    findings: [...findings],
    summary: summarize(findings),
  };
}

function keyEntry({ roles, ...key }: InspectedKey): KeyReport['keys'][number] {
  return { ...key, ...(roles === undefined ? {} : { roles: [...roles] }) };
}
