import { saysWhatIsAsked } from '../../../manifest/crypta.ts';
import type { Severity } from '../../../model/finding.ts';
import { quote } from '../../../model/quote.ts';
import { defineRule } from '../../../model/rule.ts';
import type { ManifestInput } from '../../manifest-input.ts';

export default defineRule<ManifestInput>({
  id: 'manifest/unfilled-placeholder',
  summary: 'a manifest that ships has no placeholder left',
  help: 'Run the build that fills the placeholder in before the app ships. Only a note in a template, and for app.version; an error in what is certified where permissions or api metadata wait, as nobody can judge them.',
  severity: { default: 'warning', strict: 'error' },
  breaks: ['app'],
  example: {
    // biome-ignore lint/suspicious/noTemplateCurlyInString: that is what a manifest template looks like
    fails: 'app.permissions=${permissions}',
    passes: 'app.permissions=queue.read',
  },
  *check({ appId, facts, ships = false }) {
    for (const { key, name, location } of facts.placeholders) {
      const severity = severityOf(key, location.path, ships);
      yield {
        message: `${quote(key)} waits for a build to fill in ${quote(name)}`,
        location,
        key: [appId, key, name],
        ...(severity === undefined ? {} : { severity }),
      };
    }
  },
});

/** Undefined where the run's strictness decides. */
function severityOf(key: string, path: string, ships: boolean): Severity | undefined {
  if (ships && saysWhatIsAsked(key)) return 'error';
  return key === 'app.version' || path.endsWith('.template') ? 'note' : undefined;
}
