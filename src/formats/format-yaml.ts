import { stringify } from 'yaml';

/** A JSON value as YAML that people edit: block style, members in the order given, no aliases, one final LF. */
export function formatYaml(value: unknown): string {
  return stringify(value, { version: '1.2', schema: 'core', lineWidth: 120, aliasDuplicateObjects: false });
}
