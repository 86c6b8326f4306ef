import { quote } from '../../../model/quote.ts';
import { defineRule } from '../../../model/rule.ts';
import { type BrokerInput, pathInApp, withProvided } from '../../broker-input.ts';

export default defineRule<BrokerInput>({
  id: 'broker/schema-missing',
  summary: 'what is provided has schemas, and the files that it names are there',
  help: 'Write the schema, or run `assay services scaffold`: without one, callers guess what they get.',
  severity: { default: 'warning', strict: 'error' },
  breaks: ['provider', 'consumer'],
  scope: withProvided,
  example: {
    fails: 'provides has members.list without output_schema',
    passes: 'output_schema: schemas/members.list.out.json, which is there',
  },
  *check(input) {
    for (const { kind, name, schemas, location } of input.provided?.targets ?? [])
      for (const role of kind === 'method' ? (['input', 'output'] as const) : (['payload'] as const)) {
        const written = schemas[role];
        const isAbsent = typeof written === 'string' && input.schemaFiles.get(pathInApp(written)) === null;
        if (written !== undefined && !isAbsent) continue;
        yield {
          message: isAbsent
            ? `${role} schema of ${kind} ${quote(name)} is ${quote(String(written))}, which can’t be read as a schema`
            : `${kind} ${quote(name)} has no ${role} schema`,
          location,
          key: [input.app.id, kind, name, role],
          ...(isAbsent ? { severity: 'error' as const } : {}),
        };
      }
  },
});
