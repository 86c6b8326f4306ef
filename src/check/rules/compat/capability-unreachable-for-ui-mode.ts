import type { Contract } from '../../../contract/model.ts';
import type { AppManifest } from '../../../manifest/model.ts';
import { defineRule } from '../../../model/rule.ts';
import { usesOf } from '../../capability-use.ts';
import type { CompatInput } from '../../compat-input.ts';

export default defineRule<CompatInput>({
  id: 'compat/capability-unreachable-for-ui-mode',
  legacyCode: 'capability_unreachable_for_ui_mode',
  summary: 'every capability that the app uses opens at least one endpoint to it',
  help: 'Drop the capability, or give the app the user interface that its endpoints are for: an app calls as a process, and as a browser only where app.ui.mode is not none.',
  severity: { default: 'warning', strict: 'error' },
  breaks: ['app'],
  example: {
    fails: 'app.ui.mode=none\napp.permissions=consent.show   # browser principals only',
    passes: 'app.ui.mode=static\napp.ui.entry=static/index.html\napp.permissions=consent.show',
  },
  *check(input) {
    const { manifest, contract } = input;
    // Operator-only and internal capabilities have their own findings.
    for (const use of usesOf(input, 'stable', 'experimental', 'deprecated', 'scheduled-for-removal')) {
      if (isReachable(use.name, manifest, contract.contract)) continue;
      yield {
        message: `${use.words} opens no endpoint to an app with ui mode ${manifest.uiMode}`,
        location: use.location,
        key: [manifest.id, use.name, manifest.uiMode],
      };
    }
  },
});

/** A capability that no endpoint and no broker method requires is not judged; broker methods are called as a process. */
function isReachable(capability: string, manifest: AppManifest, contract: Contract): boolean {
  const endpoints = contract.endpoints.filter((endpoint) => endpoint.requiredCapabilities.includes(capability));
  const called = (contract.services ?? [])
    .flatMap((service) => [...(service.methods ?? []), ...(service.events ?? [])])
    .some((member) => member.requiredCapabilities?.includes(capability));
  if (endpoints.length === 0 || called) return true;
  return endpoints.some(
    (endpoint) =>
      endpoint.appProcessPrincipalsAllowed || (endpoint.appBrowserPrincipalsAllowed && manifest.uiMode !== 'none'),
  );
}
