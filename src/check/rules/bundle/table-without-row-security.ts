import { quote } from '../../../model/quote.ts';
import { defineRule } from '../../../model/rule.ts';
import type { BundleInput } from '../../bundle-input.ts';

export default defineRule<BundleInput>({
  id: 'bundle/table-without-row-security',
  summary: 'every table that a migration makes is restricted by row',
  help: 'Without row-level security one organisation can read the rows of all others. Call ensure_org_rls for the table, or enable row level security in the migration that makes it.',
  severity: { default: 'error', strict: 'error' },
  breaks: ['operator'],
  example: { fails: 'op.create_table("notes")', passes: 'op.create_table("notes"); ensure_org_rls(op, "notes")' },
  *check({ claims, openTables, locate }) {
    if (claims?.dialect !== 'palette') return;
    for (const { name, file, line } of openTables)
      if (file.includes('migrations/'))
        yield {
          message: `the table ${quote(name)} is made without row-level security`,
          location: { path: locate(file), ...(line === undefined ? {} : { line }) },
          key: [claims.id, name],
        };
  },
});
