import { isAlias, isMap, isNode, isScalar, isSeq, LineCounter, type Node, parseAllDocuments } from 'yaml';
import { inputError } from '../model/errors.ts';
import type { Location } from '../model/finding.ts';
import type { JsonDocument, JsonParseOptions } from '../model/json/parse.ts';
import { pointerTokens } from '../model/json/pointer.ts';
import type { JsonValue } from '../model/json/value.ts';
import { DEPTH } from '../model/limits.ts';

/**
 * Parses the JSON subset of YAML 1.2 (core schema): one document, string keys, no duplicate keys, no tags beyond core;
 * aliases are refused because they make documents that are far larger than their text.
 * @throws AssayError of kind input, with line and column
 */
export function parseYaml(text: string, options: JsonParseOptions): JsonDocument {
  const lines = new LineCounter();
  const parsed = parseAllDocuments(text, {
    lineCounter: lines,
    version: '1.2',
    schema: 'core',
    strict: true,
    uniqueKeys: true,
    logLevel: 'silent',
  });
  const place = (offset: number): { line: number; column: number } => {
    const { line, col } = lines.linePos(offset);
    return { line, column: col };
  };
  const fail = (code: string, message: string, hint: string, offset: number): never => {
    const at = place(offset);
    throw inputError(code, `${options.path}:${at.line}:${at.column} ${message}`, hint, { path: options.path, ...at });
  };
  const [document, second] = Array.isArray(parsed) ? parsed : [];
  if (!document)
    throw inputError('input-empty', `${options.path} holds no document`, 'check that the file was written completely', {
      path: options.path,
    });
  if (second) fail('yaml-many-documents', 'starts a second document', 'keep one document per file', second.range[0]);
  const [problem] = [...document.errors, ...document.warnings];
  if (problem)
    fail(
      problem.code === 'DUPLICATE_KEY' ? 'yaml-duplicate-key' : 'yaml-syntax',
      yamlMessage(problem.message),
      'mend the yaml; quote a value that yaml reads as something else',
      problem.pos[0],
    );
  const root = document.contents;
  const value = toJson(root, 0, options.maxDepth ?? DEPTH.ownFormats, (code, message, hint, node) =>
    fail(code, message, hint, node?.range?.[0] ?? 0),
  );
  return {
    value,
    locate: (pointer): Location => ({ path: options.path, ...place(offsetOf(root, pointer)), pointer }),
  };
}

type Fail = (code: string, message: string, hint: string, node: Node | null) => never;

function toJson(node: unknown, depth: number, maxDepth: number, fail: Fail): JsonValue {
  if (node === null || node === undefined) return null;
  if (!isNode(node))
    return fail(
      'yaml-syntax',
      'holds something that is no json value',
      'use maps, lists, strings, numbers, true, false and null',
      null,
    );
  if (depth > maxDepth) fail('json-too-deep', `is nested deeper than ${maxDepth} levels`, 'flatten the document', node);
  if (isAlias(node)) return fail('yaml-alias', 'uses an alias', 'write the value out where it is used', node);
  if (isMap(node)) {
    const members: Record<string, JsonValue> = {};
    for (const pair of node.items) {
      const key = isScalar(pair.key) ? pair.key.value : undefined;
      if (typeof key !== 'string')
        return fail('yaml-key', 'has a key that is not a string', 'quote the key', isNode(pair.key) ? pair.key : node);
      if (key === '__proto__')
        fail('json-proto-key', 'has a member named __proto__', 'rename the member', isNode(pair.key) ? pair.key : node);
      members[key] = toJson(pair.value, depth + 1, maxDepth, fail);
    }
    return members;
  }
  if (isSeq(node)) return node.items.map((item) => toJson(item, depth + 1, maxDepth, fail));
  if (isScalar(node)) return scalar(node.value, node, fail);
  return fail(
    'yaml-syntax',
    'holds something that is no json value',
    'use maps, lists, strings, numbers, true, false and null',
    node,
  );
}

function scalar(value: unknown, node: Node, fail: Fail): JsonValue {
  if (typeof value === 'string') {
    if (!value.isWellFormed())
      fail('json-lone-surrogate', 'has half of a surrogate pair in a string', 'write the whole character', node);
    return value;
  }
  if (typeof value === 'boolean' || value === null) return value;
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  return fail('json-number-range', 'has a number that json does not carry', 'write it as a quoted string', node);
}

/** The parser's message without its code frame, in our voice. */
function yamlMessage(message: string): string {
  const [first = ''] = message.split('\n');
  return `is not valid yaml: ${first.replace(/ at line \d+, column \d+:?$/, '').toLowerCase()}`;
}

function offsetOf(root: unknown, pointer: string): number {
  let node: unknown = root;
  let offset = isNode(root) ? (root.range?.[0] ?? 0) : 0;
  for (const token of pointerTokens(pointer)) {
    let next: unknown;
    if (isMap(node)) next = node.items.find((pair) => isScalar(pair.key) && pair.key.value === token)?.value;
    else if (isSeq(node)) next = node.items[Number(token)];
    if (!isNode(next)) return offset;
    node = next;
    offset = next.range?.[0] ?? offset;
  }
  return offset;
}
