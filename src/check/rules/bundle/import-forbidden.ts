import { quote } from '../../../model/quote.ts';
import { defineRule } from '../../../model/rule.ts';
import type { BundleInput } from '../../bundle-input.ts';

export default defineRule<BundleInput>({
  id: 'bundle/import-forbidden',
  summary: "no app imports the platform's insides",
  help: "What is not a published part of the sdk is not there where the app runs, or changes without notice. Import the sdk's own entry points, and call the platform for the rest. Name further modules with --forbid-import.",
  severity: { default: 'error', strict: 'error' },
  breaks: ['app'],
  example: { fails: 'from palette_server.db import engine', passes: 'from palette_sdk import PluginContext' },
  *check({ imports, locate }) {
    for (const { name, says, file, line } of imports)
      yield {
        message: `the code imports ${quote(name)}, which ${says}`,
        location: { path: locate(file), ...(line === undefined ? {} : { line }) },
        key: [file, name],
      };
  },
});
