import type { Contract } from '../../../contract/model.ts';
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
    const { required, open } = capabilitiesOf(contract.contract, manifest.uiMode !== 'none');
    for (const use of usesOf(input, 'stable', 'experimental', 'deprecated', 'scheduled-for-removal')) {
      if (open.has(use.name) || !required.has(use.name)) continue;
      yield {
        message: `${use.words} opens no endpoint to an app with ui mode ${manifest.uiMode}`,
        location: use.location,
        key: [manifest.id, use.name, manifest.uiMode],
      };
    }
  },
});

/**
 * The capabilities that anything requires, and those that open something to an app: an endpoint for one of its
 * principals, or a broker method or event, which are for processes. What nothing requires is not judged.
 */
function capabilitiesOf(contract: Contract, hasBrowser: boolean): Record<'required' | 'open', ReadonlySet<string>> {
  const members = (contract.services ?? []).flatMap(({ methods = [], events = [] }) => [...methods, ...events]);
  const called = members.flatMap((member) => member.requiredCapabilities ?? []);
  const reached = contract.endpoints
    .filter((endpoint) => endpoint.appProcessPrincipalsAllowed || (endpoint.appBrowserPrincipalsAllowed && hasBrowser))
    .flatMap((endpoint) => endpoint.requiredCapabilities);
  return {
    required: new Set(contract.endpoints.flatMap((endpoint) => endpoint.requiredCapabilities)),
    open: new Set([...called, ...reached]),
  };
}
