import { isBefore, parseInstant } from '../formats/java-text.ts';
import { parseSidecar } from '../formats/parse-properties.ts';
import { SIZE } from '../model/limits.ts';
import type {
  AdvisoryAction,
  AdvisorySeverity,
  AdvisoryStatus,
  CryptaCatalog,
  DenylistEntry,
  SecurityAdvisory,
} from './model.ts';
import { catalogSince } from './property-versions.ts';
import { INVALID_ENTRY, SidecarValues, withLegacyCode } from './sidecar-values.ts';
import { metadataUriFault } from './uri-policy.ts';

const SEVERITIES = ['low', 'medium', 'high', 'critical'] as const satisfies readonly AdvisorySeverity[];
const STATUSES = [
  'draft',
  'detected',
  'active',
  'published',
  'superseded',
  'resolved',
  'withdrawn',
  'retracted',
] as const satisfies readonly AdvisoryStatus[];
const ACTIONS = [
  'inform',
  'warn',
  'block_install',
  'block_update',
  'denylist',
] as const satisfies readonly AdvisoryAction[];

const ID = /^[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?$/;
const ID_LENGTH = 128;

/**
 * Reads the security policy that a catalog of version 4 may carry: advisories, and exact app versions that must not be
 * installed, each for the reason of one of those advisories.
 * @throws AssayError invalid-catalog-entry
 */
export function readSecurityPolicy(values: SidecarValues): Pick<CryptaCatalog, 'advisories' | 'denylist'> {
  const advisories = ids(values, 'catalog.securityAdvisories').map((id) => readAdvisory(values, id));
  const known = new Set(advisories.map((advisory) => advisory.id));
  const denied = new Set<string>();
  const denylist = ids(values, 'catalog.securityDenylist').map((id) => {
    const entry = readDenylistEntry(values, id);
    const prefix = `catalog.securityDenylist.${id}.`;
    if (!known.has(entry.advisoryId))
      throw values.fail(
        `${prefix}advisoryId`,
        'names an advisory that is not there',
        'one of catalog.securityAdvisories',
      );
    const exact = `${entry.appId}\n${entry.version}`;
    if (denied.has(exact))
      throw values.fail(`${prefix}version`, 'denies a version again', 'one entry for each version');
    denied.add(exact);
    return entry;
  });
  return { advisories, denylist };
}

/**
 * Parses a security policy that lies in a file of its own, to be put into a catalog.
 * @param path shown in messages and locations
 * @throws AssayError of kind input: invalid-catalog-entry, input-not-utf8, input-too-large
 */
export function parseSecurityPolicy(
  source: string | Uint8Array,
  path: string,
): Pick<CryptaCatalog, 'advisories' | 'denylist'> {
  return withLegacyCode(() => {
    const sidecar = parseSidecar(source, {
      path,
      name: 'security policy',
      code: INVALID_ENTRY,
      maxBytes: SIZE.catalog,
    });
    const values = new SidecarValues(sidecar, (key) => catalogSince(key) === 4);
    const policy = readSecurityPolicy(values);
    const [left] = values.left();
    if (left)
      throw values.fail(left.key, 'is no property of a security policy', 'catalog.securityAdvisories and so on');
    return policy;
  });
}

function ids(values: SidecarValues, key: string): readonly string[] {
  const value = values.take(key);
  return value === undefined ? [] : values.checkList(key, value, (part) => checkId(values, key, part), true);
}

function checkId(values: SidecarValues, key: string, value: string): string {
  const id = values.checkText(key, value, ID_LENGTH);
  if (!ID.test(id)) throw values.fail(key, 'names no valid id', 'letters, digits, ".", "_" and "-"');
  return id;
}

function readAdvisory(values: SidecarValues, id: string): SecurityAdvisory {
  const at = (field: string): string => `catalog.securityAdvisory.${id}.${field}`;
  const demand = (field: string): string => values.demand(at(field), 'a complete advisory');
  const uri = values.checkWith(
    at('uri'),
    demand('uri'),
    metadataUriFault,
    'an https URI without user info or fragment',
  );
  const title = values.checkText(at('title'), demand('title'), 160);
  const severity = values.checkChoice(at('severity'), demand('severity'), SEVERITIES);
  const status = values.checkChoice(at('status'), demand('status'), STATUSES);
  const action = values.checkChoice(at('action'), demand('action'), ACTIONS);
  const summary = values.checkText(at('summary'), demand('summary'), 512);
  const publishedAt = values.checkInstant(at('publishedAt'), demand('publishedAt'));
  const updatedAt = values.checkInstant(at('updatedAt'), demand('updatedAt'));
  const published = parseInstant(publishedAt);
  const updated = parseInstant(updatedAt);
  if (published && updated && isBefore(updated, published))
    throw values.fail(at('updatedAt'), 'is before publishedAt', 'a time from publishedAt on');
  return {
    ...{ id, uri, title, severity, status, action, summary, publishedAt, updatedAt },
    ...readGuidance(values, `catalog.securityAdvisory.${id}.`),
  };
}

function readDenylistEntry(values: SidecarValues, id: string): DenylistEntry {
  const prefix = `catalog.securityDenylist.${id}.`;
  const demand = (field: string): string => values.demand(prefix + field, 'a complete denylist entry');
  return {
    id,
    appId: values.checkToken(`${prefix}appId`, demand('appId')),
    version: values.checkText(`${prefix}version`, demand('version'), 128),
    advisoryId: checkId(values, `${prefix}advisoryId`, demand('advisoryId')),
    reason: values.checkText(`${prefix}reason`, demand('reason'), 512),
    ...readGuidance(values, prefix),
  };
}

function readGuidance(
  values: SidecarValues,
  prefix: string,
): Pick<SecurityAdvisory, 'replacementAppId' | 'safeUninstallGuidance'> {
  const replacement = values.take(`${prefix}replacementAppId`);
  const safeUninstallGuidance = values.text(`${prefix}safeUninstallGuidance`, 512);
  return {
    ...(replacement === undefined
      ? {}
      : { replacementAppId: values.checkToken(`${prefix}replacementAppId`, replacement) }),
    ...(safeUninstallGuidance === undefined ? {} : { safeUninstallGuidance }),
  };
}
