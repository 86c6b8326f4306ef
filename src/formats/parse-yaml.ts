import {
  type Document,
  isAlias,
  isMap,
  isNode,
  isScalar,
  isSeq,
  type Node,
  parseAllDocuments,
  type YAMLMap,
} from 'yaml';
import { inputError } from '../model/errors.ts';
import type { Location } from '../model/finding.ts';
import { Lines } from '../model/json/lines.ts';
import type { JsonDocument, JsonParseOptions } from '../model/json/parse.ts';
import { pointerTokens } from '../model/json/pointer.ts';
import type { JsonValue } from '../model/json/value.ts';
import { DEPTH } from '../model/limits.ts';
import { quote } from '../model/quote.ts';

/**
 * Parses the JSON subset of YAML 1.2 (core schema): one document, string keys, no duplicate keys, no tags beyond core;
 * aliases are refused because they make documents that are far larger than their text.
 * @throws AssayError of kind input, with line and column
 */
export function parseYaml(text: string, options: JsonParseOptions): JsonDocument {
  if (text.charCodeAt(0) === 0xfeff)
    throw inputError(
      'json-byte-order-mark',
      `${options.path}:1:1 starts with a byte order mark`,
      'save the file as utf-8 without one',
      { path: options.path, line: 1, column: 1 },
    );
  const fail = (code: string, message: string, hint: string, offset: number): never => {
    const at = new Lines(text).at(offset);
    throw inputError(code, `${options.path}:${at.line}:${at.column} ${message}`, hint, { path: options.path, ...at });
  };
  const maxDepth = options.maxDepth ?? DEPTH.ownFormats;
  const [document, second] = parseTree(text);
  if (!document)
    throw inputError('input-empty', `${options.path} holds no document`, 'check that the file was written completely', {
      path: options.path,
    });
  if (second) fail('yaml-many-documents', 'starts a second document', 'keep one document per file', second.range[0]);
  const [problem] = [...document.errors, ...document.warnings];
  // The library recurses and reports its own stack's end; where that is depends on the machine.
  if (problem?.message.includes('call stack')) fail(...tooDeep(maxDepth), 0);
  if (problem)
    fail(
      'yaml-syntax',
      yamlMessage(problem.message),
      'mend the yaml; quote a value that yaml reads as something else',
      problem.pos[0],
    );
  const value = toJson(document.contents, 0, maxDepth, (code, message, hint, node) =>
    fail(code, message, hint, node?.range?.[0] ?? 0),
  );
  // The tree is many times larger than the value and wanted for findings only: it is made again where there is one.
  let places: { readonly root: unknown; readonly lines: Lines } | undefined;
  return {
    value,
    locate(pointer): Location {
      places ??= { root: parseTree(text)[0]?.contents, lines: new Lines(text) };
      return { path: options.path, ...places.lines.at(offsetOf(places.root, pointer)), pointer };
    },
  };
}

function parseTree(text: string): readonly Document.Parsed[] {
  const parsed = parseAllDocuments(text, {
    version: '1.2',
    schema: 'core',
    strict: true,
    // The library compares every key with every other; toJson sees repeated keys too, in one step each.
    uniqueKeys: false,
    logLevel: 'silent',
  });
  return Array.isArray(parsed) ? parsed : [];
}

type Fail = (code: string, message: string, hint: string, node: Node | null) => never;

const NO_JSON = [
  'yaml-syntax',
  'holds something that is no json value',
  'use maps, lists, strings, numbers, true, false and null',
] as const;

function tooDeep(maxDepth: number): [code: string, message: string, hint: string] {
  return ['json-too-deep', `is nested deeper than ${maxDepth} levels`, 'flatten the document'];
}

/** @param depth of the collection that holds the node */
function toJson(node: unknown, depth: number, maxDepth: number, fail: Fail): JsonValue {
  if (node === null || node === undefined) return null;
  if (!isNode(node)) return fail(...NO_JSON, null);
  if (isAlias(node)) return fail('yaml-alias', 'uses an alias', 'write the value out where it is used', node);
  if (isScalar(node)) return scalar(node.value, node, fail);
  if (depth >= maxDepth) fail(...tooDeep(maxDepth), node);
  if (isMap(node) && isPlain(node.tag, 'map')) return toObject(node, depth + 1, maxDepth, fail);
  if (isSeq(node) && isPlain(node.tag, 'seq')) return node.items.map((item) => toJson(item, depth + 1, maxDepth, fail));
  return fail(...NO_JSON, node);
}

/** Sets and ordered maps are maps and lists to the library, and nothing to JSON. */
function isPlain(tag: string | undefined, kind: 'map' | 'seq'): boolean {
  return tag === undefined || tag === `tag:yaml.org,2002:${kind}`;
}

function toObject(node: YAMLMap, depth: number, maxDepth: number, fail: Fail): JsonValue {
  const members: Record<string, JsonValue> = {};
  for (const { key: keyNode, value } of node.items) {
    const place = isNode(keyNode) ? keyNode : node;
    const key = isScalar(keyNode) ? keyNode.value : undefined;
    if (typeof key !== 'string') return fail('yaml-key', 'has a key that is not a string', 'quote the key', place);
    if (key === '__proto__') fail('json-proto-key', 'has a member named __proto__', 'rename the member', place);
    if (!key.isWellFormed()) fail(...LONE_SURROGATE, place);
    if (Object.hasOwn(members, key))
      fail('yaml-duplicate-key', `has the key ${quote(key)} twice in one map`, 'keep one of the two', place);
    members[key] = toJson(value, depth, maxDepth, fail);
  }
  return members;
}

const LONE_SURROGATE = [
  'json-lone-surrogate',
  'has half of a surrogate pair in a string',
  'write the whole character',
] as const;

function scalar(value: unknown, node: Node, fail: Fail): JsonValue {
  if (typeof value === 'string') {
    if (!value.isWellFormed()) fail(...LONE_SURROGATE, node);
    return value;
  }
  if (typeof value === 'boolean' || value === null) return value;
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  if (typeof value !== 'number') return fail(...NO_JSON, node);
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
