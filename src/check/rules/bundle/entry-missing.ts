import { quote } from '../../../model/quote.ts';
import { defineRule } from '../../../model/rule.ts';
import type { BundleInput } from '../../bundle-input.ts';

export default defineRule<BundleInput>({
  id: 'bundle/entry-missing',
  summary: 'every file that the manifest names is in the bundle',
  help: 'The platform looks for the file when the app starts, and fails then. Build before packing, or correct the path in the manifest.',
  severity: { default: 'error', strict: 'error' },
  breaks: ['app'],
  example: {
    fails: 'frontend.entry ./frontend/src/main.tsx, and no such file',
    passes: 'frontend.entry ./frontend/src/main.tsx, packed',
  },
  *check({ claims, files, locate }) {
    if (claims === undefined) return;
    const there = (path: string): boolean =>
      files.some((file) => file.path === path || file.path.startsWith(`${path}/`));
    for (const { field, path } of claims.entries)
      if (!there(path))
        yield {
          message: `${field} names ${quote(path)}, which is not in the bundle`,
          location: { path: locate(claims.file) },
          key: [claims.id, field, path],
        };
  },
});
