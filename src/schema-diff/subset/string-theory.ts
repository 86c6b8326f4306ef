import { codePoints } from '../evaluate/evaluate.ts';
import type { Automaton } from '../regex/dfa.ts';
import { findWord } from '../regex/find-word.ts';
import { WordSet } from '../regex/words.ts';
import { FORMAT_SAMPLES } from './format-samples.ts';
import { checked, EMPTY, type Literal, modelOf, nodeOf, type Outcome, type TheoryContext, UNKNOWN } from './goal.ts';

interface StringShape {
  min: number;
  max: number;
  readonly inside: Automaton[];
  readonly outside: Automaton[];
  readonly excluded: Set<string>;
  readonly formats: string[];
  /** False where some atom has no automaton and was left out. */
  sure: boolean;
}

/** Longest text that is built. */
const MAX_WORD = 70_000;

/** Strings: lengths, the product of the patterns' automata, and single values to avoid. */
export function solveStrings(atoms: readonly Literal[], context: TheoryContext): Outcome {
  const shape = shapeOf(atoms, context);
  if (shape.min > shape.max) return EMPTY;
  if (shape.formats.length > 0 || !shape.sure) {
    const sample = sampleFor(shape, atoms, context);
    if (sample !== undefined) return modelOf(sample, false);
  }
  const patterns = shape.inside.length + shape.outside.length;
  if (patterns === 0) return withoutPatterns(shape, atoms, context);
  const excluded = [...shape.excluded].filter((word) => isLengthOk(word, shape));
  const outside = excluded.length === 0 ? shape.outside : [...shape.outside, new WordSet(excluded)];
  const { min, max } = shape;
  const answer = findWord({ inside: shape.inside, outside, min, max }, context.budget);
  if (answer.kind === 'none') return EMPTY;
  if (answer.kind === 'unknown') return UNKNOWN;
  return checked(answer.word, atoms, context, shape.sure && shape.formats.length === 0);
}

function shapeOf(atoms: readonly Literal[], context: TheoryContext): StringShape {
  const shape: StringShape = {
    min: 0,
    max: Number.POSITIVE_INFINITY,
    inside: [],
    outside: [],
    excluded: new Set(),
    formats: [],
    sure: true,
  };
  for (const atom of atoms) {
    const { node, positive } = nodeOf(atom, context.nodes);
    switch (node.kind) {
      case 'minLength':
        if (positive) shape.min = Math.max(shape.min, node.count);
        else shape.max = Math.min(shape.max, node.count - 1);
        break;
      case 'maxLength':
        if (positive) shape.max = Math.min(shape.max, node.count);
        else shape.min = Math.max(shape.min, node.count + 1);
        break;
      case 'pattern': {
        const automaton = node.pattern.automaton();
        if (automaton === undefined) shape.sure = false;
        else (positive ? shape.inside : shape.outside).push(automaton);
        break;
      }
      case 'enum':
        if (!positive)
          for (const value of node.values.values()) if (typeof value === 'string') shape.excluded.add(value);
        break;
      case 'format':
        if (positive) shape.formats.push(node.name);
        else shape.sure = false;
        break;
      default:
        shape.sure = false;
    }
  }
  return shape;
}

function isLengthOk(word: string, { min, max }: StringShape): boolean {
  const length = codePoints(word);
  return length >= min && length <= max;
}

/** Only lengths and single values to avoid: one more text than there are values to avoid always does. */
function withoutPatterns(shape: StringShape, atoms: readonly Literal[], context: TheoryContext): Outcome {
  if (shape.min > MAX_WORD) return UNKNOWN;
  const tries = shape.excluded.size + 1;
  const longest = Math.min(shape.max, shape.min + 3);
  let tried = 0;
  for (const word of words(shape.min, longest)) {
    if (!shape.excluded.has(word)) return checked(word, atoms, context, shape.sure && shape.formats.length === 0);
    tried += 1;
    if (tried > tries) break;
  }
  // Only the empty text fits, and it must be avoided.
  return shape.max === 0 ? EMPTY : UNKNOWN;
}

/** Distinct texts of at least `min` characters, the shortest first. */
function* words(min: number, max: number): Iterable<string> {
  for (let length = min; length <= max; length += 1) {
    if (length === 0) {
      yield '';
      continue;
    }
    const start = 'a'.repeat(length - 1);
    for (const last of endings()) yield start + last;
  }
}

function* endings(): Iterable<string> {
  for (let code = 0x61; code <= 0x7a; code += 1) yield String.fromCharCode(code);
  for (let code = 0x30; code <= 0x39; code += 1) yield String.fromCharCode(code);
  for (let code = 0x41; code <= 0x5a; code += 1) yield String.fromCharCode(code);
  for (let code = 0xa1; code < 0xd800; code += 1) yield String.fromCharCode(code);
}

/** A text of the demanded format (or, for patterns without automaton, any sample) that breaks nothing that can be checked. */
function sampleFor(shape: StringShape, atoms: readonly Literal[], context: TheoryContext): string | undefined {
  const samples = shape.formats.length > 0 ? (FORMAT_SAMPLES[shape.formats[0] ?? ''] ?? []) : [];
  return samples.find((sample) => atoms.every((atom) => context.holds(atom, sample) !== false));
}
