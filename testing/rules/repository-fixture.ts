import type { RepositoryInput } from '../../src/check/repository-input.ts';
import type { JsonValue } from '../../src/model/json/value.ts';
import { Fields } from './fields.ts';

/** Members of a repository fixture besides `expected`. */
export const REPOSITORY_MEMBERS = ['faults'];

/** A repository fixture as the rules' input: what the verification found. */
export function repositoryFixture(fixture: Fields): RepositoryInput {
  return { faults: fixture.list('faults').map(fault) };
}

function fault(value: JsonValue): RepositoryInput['faults'][number] {
  const fields = new Fields(value, ['rule', 'message', 'subject', 'path']);
  return {
    rule: fields.text('rule', ''),
    message: fields.text('message', ''),
    subject: fields.text('subject', ''),
    path: fields.text('path', ''),
  };
}
