import type { JsonObject } from '../../../model/json/value.ts';
import { stringLiteral } from '../../identifiers.ts';
import { literalValue } from '../../literal.ts';
import type { ClientNamespace, ClientTarget } from '../../model.ts';
import { schemaDigest } from '../../schema-digest.ts';
import type { ConstStatement } from './module-text.ts';

/** What the contract says of every target of a namespace, besides its types. */
export function metadataStatement({ namespace, targets }: ClientNamespace): ConstStatement {
  const lines = targets.map((target) => {
    const members = Object.entries(entry(namespace, target)).map(
      ([key, value]) => `    ${key}: ${literalValue(value)},\n`,
    );
    return `  ${stringLiteral(target.target)}: {\n${members.join('')}  },`;
  });
  return {
    kind: 'const',
    doc: 'What the contract says of each target.',
    name: 'metadata',
    type: 'rt.Metadata',
    value: lines.length === 0 ? '{}' : `{\n${lines.join('\n')}\n}`,
  };
}

function entry(namespace: string, target: ClientTarget): JsonObject {
  const { kind, name, stability, since, scope = null, deprecation, errors, schemas } = target;
  return {
    kind,
    namespace,
    name,
    stability,
    since,
    scope,
    deprecated: deprecation
      ? {
          since: deprecation.since ?? null,
          removal: deprecation.removal ?? null,
          replacement: deprecation.replacement ?? null,
          note: deprecation.note ?? null,
        }
      : null,
    errors: Object.fromEntries(errors.map(({ code, retryable }) => [code, retryable])),
    digests: Object.fromEntries(schemas.map((schema) => [schema.role, schemaDigest(schema)])),
  };
}
