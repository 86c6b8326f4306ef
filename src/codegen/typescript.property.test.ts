import fc from 'fast-check';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { AssayError } from '../model/errors.ts';
import { generateTypeScript } from './index.ts';

/** Text that tries to leave the place where a generator writes it, among any other. */
const text = fc.oneof(
  fc.constantFrom(
    '*/ export const pwned = 1; /*',
    '"; export const pwned = 1; //',
    'x\nexport const pwned = 1;',
    '[k: string]',
    '__proto__',
    'hasOwnProperty',
    'constructor',
    '\ue0000061\ue000',
    '\u202e\u2028\u0000',
    '`',
    '\\',
    '',
  ),
  fc.string({ unit: 'binary', maxLength: 8 }),
  fc.string({ unit: 'grapheme', maxLength: 8 }),
);

const json = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    text,
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(text, tie('value'), { maxKeys: 3 }),
  ),
})).value;

/** Schemas of every shape, with wrong values and foreign keywords in them, and references that may meet or miss. */
const { schema } = fc.letrec((tie) => ({
  schema: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.boolean(),
    fc.record(
      {
        type: fc.oneof(
          fc.constantFrom('object', 'array', 'string', 'integer', 'null'),
          fc.subarray(['string', 'number', 'null', 'object']),
        ),
        $ref: fc.constantFrom('#', '#/$defs/a', '#/$defs/b'),
        $defs: fc.record({ a: tie('schema'), b: tie('schema') }),
        properties: fc.dictionary(text, tie('schema'), { maxKeys: 3 }),
        patternProperties: fc.dictionary(text, tie('schema'), { maxKeys: 2 }),
        required: fc.array(text, { maxLength: 2 }),
        additionalProperties: tie('schema'),
        items: tie('schema'),
        prefixItems: fc.array(tie('schema'), { maxLength: 3 }),
        minItems: fc.integer({ min: -1, max: 4 }),
        allOf: fc.array(tie('schema'), { maxLength: 3 }),
        anyOf: fc.array(tie('schema'), { maxLength: 3 }),
        oneOf: fc.array(tie('schema'), { maxLength: 3 }),
        enum: fc.array(json, { maxLength: 3 }),
        const: json,
        nullable: fc.boolean(),
        description: text,
        deprecated: json,
        title: text,
        tsType: text,
        tsEnumNames: fc.array(text, { maxLength: 2 }),
        extends: json,
        $id: text,
      },
      { requiredKeys: [] },
    ),
  ),
}));

/** What a constant of plain JSON is made of. */
const PLAIN: ReadonlySet<ts.SyntaxKind> = new Set([
  ts.SyntaxKind.VariableStatement,
  ts.SyntaxKind.ExportKeyword,
  ts.SyntaxKind.VariableDeclarationList,
  ts.SyntaxKind.VariableDeclaration,
  ts.SyntaxKind.Identifier,
  ts.SyntaxKind.ObjectLiteralExpression,
  ts.SyntaxKind.PropertyAssignment,
  ts.SyntaxKind.StringLiteral,
  ts.SyntaxKind.NumericLiteral,
  ts.SyntaxKind.TrueKeyword,
  ts.SyntaxKind.FalseKeyword,
  ts.SyntaxKind.NullKeyword,
]);

function valuesOf(node: ts.Node): ts.Node[] {
  const nodes = [node];
  ts.forEachChild(node, (child) => void nodes.push(...valuesOf(child)));
  return nodes;
}

describe('generateTypeScript', () => {
  it('gives, for any schema, types and nothing else', async () => {
    await fc.assert(
      fc.asyncProperty(schema, schema, async (root, other) => {
        // References that miss are refused before anything is generated: here both of them meet, unless an $id within
        // makes its schema a document of its own, where they may not.
        const payload =
          typeof root === 'boolean' ? root : { ...(root as object), $defs: { a: other, b: { type: 'string' } } };
        const event = {
          name: 'e',
          stability: 'stable' as const,
          sinceContractVersion: 1,
          description: 'An event.',
          payload,
        };
        const generated = generateTypeScript({
          apiVersion: 'v1',
          contractVersion: 1,
          generatedBy: 'test',
          stabilityPolicy: 'test',
          capabilities: [],
          endpoints: [],
          services: [{ namespace: 't/v1', description: 'Test.', events: [event] }],
        });
        const files = await generated.catch((error: unknown) => {
          const misses = error instanceof AssayError && error.code === 'client-schema-reference';
          if (misses && JSON.stringify(payload).includes('"$id":')) fc.pre(false);
          throw error;
        });
        const source = files.get('t.v1.ts') ?? '';
        const { outputText, diagnostics } = ts.transpileModule(source, {
          reportDiagnostics: true,
          compilerOptions: { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext, removeComments: true },
        });
        expect(diagnostics).toEqual([]);
        const [metadata, ...others] = ts.createSourceFile('t.js', outputText, ts.ScriptTarget.ES2022, true).statements;
        expect(others).toEqual([]);
        expect(metadata && valuesOf(metadata).filter(({ kind }) => !PLAIN.has(kind))).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });
});
