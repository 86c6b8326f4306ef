import { quote } from '../../../model/quote.ts';
import { defineRule } from '../../../model/rule.ts';
import type { BundleInput } from '../../bundle-input.ts';

export default defineRule<BundleInput>({
  id: 'bundle/version-disagrees',
  summary: 'one bundle has one version',
  help: "All of package.json, pyproject.toml and the file's name say the manifest's version, so that nobody reports, or rolls back to, the wrong one. Set them together, or leave the version out where a tool allows it.",
  severity: { default: 'warning', strict: 'error' },
  breaks: ['app', 'catalog'],
  example: { fails: 'manifest 1.2.0, package.json 1.1.0', passes: '1.2.0 everywhere' },
  *check({ claims, versions, locate, path }) {
    if (claims === undefined || claims.version === '') return;
    for (const { file, line, version } of versions)
      if (version !== claims.version)
        yield {
          message: `${file === '' ? 'the name of the file' : file} says version ${quote(version)}, and the manifest ${quote(claims.version)}`,
          location: file === '' ? { path } : { path: locate(file), ...(line === undefined ? {} : { line }) },
          key: [claims.id, file, version, claims.version],
        };
  },
});
