import { defineRule } from '../../../model/rule.ts';
import type { BundleInput } from '../../bundle-input.ts';

export default defineRule<BundleInput>({
  id: 'bundle/entry-not-launchable',
  summary: 'the program that the manifest names can be started',
  help: 'The file of app.exec must be a script, a Windows program or a file with the executable bit. Set the bit with chmod +x before packing, or correct app.exec.',
  severity: { default: 'error', strict: 'error' },
  breaks: ['app'],
  example: { fails: 'app.exec=bin/run, mode 0644, no #! line', passes: 'app.exec=bin/run, mode 0755' },
  *check({ claims, notLaunchable, locate }) {
    if (claims === undefined || notLaunchable === undefined) return;
    yield { message: notLaunchable, location: { path: locate(claims.file) }, key: [claims.id] };
  },
});
