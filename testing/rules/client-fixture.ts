import type { ClientInput } from '../../src/check/client-input.ts';
import type { JsonValue } from '../../src/model/json/value.ts';
import { Fields } from './fields.ts';

const STATES = ['missing', 'stale', 'extra'] as const;

/** Members of an sdk fixture besides `expected`. */
export const CLIENT_MEMBERS = ['language', 'differences'];

/** An sdk fixture as the rules' input. */
export function clientInput(fixture: Fields): ClientInput {
  return { language: fixture.text('language', 'typescript'), differences: fixture.list('differences').map(difference) };
}

function difference(value: JsonValue): ClientInput['differences'][number] {
  const fields = new Fields(value, ['file', 'state', 'summary', 'expected', 'actual']);
  const file = fields.text('file', 'index.ts');
  return {
    file,
    path: `client/${file}`,
    state: fields.oneOf('state', STATES) ?? 'stale',
    summary: fields.text('summary', 'hr/v1 differs'),
    expected: fields.text('expected') ?? null,
    actual: fields.text('actual') ?? null,
  };
}
