import { type Alphabet, alphabetOf } from './alphabet.ts';
import type { CharSet } from './char-set.ts';
import { AutomatonLimit, closure, type Nfa } from './nfa.ts';

/** A deterministic automaton over code points. */
export interface Automaton {
  /** Sets that the automaton tells apart; an alphabet of several automata is made from all of theirs. */
  readonly sets: readonly CharSet[];
  readonly start: number;
  /** @throws AutomatonLimit */
  next(state: number, codePoint: number): number;
  accepts(state: number): boolean;
  /** True where every further text has the same answer as this state. */
  isFinal(state: number): boolean;
}

const MAX_STATES = 3_000;

interface State {
  readonly members: readonly number[];
  readonly accepts: boolean;
  readonly final: boolean;
  readonly next: Map<number, number>;
}

/** Makes a search automaton deterministic, state by state as they are asked for. */
export class Dfa implements Automaton {
  readonly sets: readonly CharSet[];
  readonly start: number;
  private readonly nfa: Nfa;
  private readonly alphabet: Alphabet;
  private readonly states: State[] = [];
  private readonly numbers = new Map<string, number>();

  constructor(nfa: Nfa) {
    this.nfa = nfa;
    this.sets = nfa.edges.flat().flatMap((edge) => (edge.on === 'set' ? [edge.set] : []));
    this.alphabet = alphabetOf(this.sets);
    this.start = this.stateOf([nfa.start], true);
  }

  next(state: number, codePoint: number): number {
    const from = this.states[state];
    if (from === undefined) throw new AutomatonLimit(`no state ${state}`);
    if (from.final) return state;
    const group = this.alphabet.classOf(codePoint);
    const known = from.next.get(group);
    if (known !== undefined) return known;
    const sample = this.alphabet.samples[group] ?? codePoint;
    const targets: number[] = [];
    for (const member of from.members)
      for (const edge of this.nfa.edges[member] ?? [])
        if (edge.on === 'set' && contains(edge.set, sample)) targets.push(edge.to);
    const to = this.stateOf(targets, false);
    from.next.set(group, to);
    return to;
  }

  accepts(state: number): boolean {
    return this.states[state]?.accepts ?? false;
  }

  isFinal(state: number): boolean {
    return this.states[state]?.final ?? false;
  }

  private stateOf(targets: readonly number[], start: boolean): number {
    const reached = closure(this.nfa, targets, { start, end: false });
    // Once the search has found its match, nothing that follows can undo it.
    const found = reached.has(this.nfa.accept);
    const members = found ? [this.nfa.accept] : [...reached].sort((a, b) => a - b);
    const accepts = found || closure(this.nfa, members, { start, end: true }).has(this.nfa.accept);
    // The first state alone may pass `^` edges at the end of an empty text, so it is never merged with a later one.
    const key = `${start && !found ? '^' : ''}${members.join()}`;
    const known = this.numbers.get(key);
    if (known !== undefined) return known;
    if (this.states.length >= MAX_STATES) throw new AutomatonLimit('too many states');
    const final = found || members.length === 0 || this.isStuck(members, accepts);
    const number = this.states.push({ members, accepts, final, next: new Map() }) - 1;
    this.numbers.set(key, number);
    return number;
  }

  /** The search loop alone is left, and nothing leads out of it: an anchored expression that failed. */
  private isStuck(members: readonly number[], accepts: boolean): boolean {
    if (accepts) return false;
    return members.every((member) =>
      (this.nfa.edges[member] ?? []).every((edge) =>
        edge.on === 'set' ? edge.to === member : edge.on === 'start' && member === this.nfa.start,
      ),
    );
  }
}

function contains(set: CharSet, codePoint: number): boolean {
  for (let i = 0; i + 1 < set.length; i += 2) {
    if (codePoint < (set[i] ?? 0)) return false;
    if (codePoint <= (set[i + 1] ?? 0)) return true;
  }
  return false;
}

/** Runs an automaton over a whole text. @throws AutomatonLimit */
export function runAutomaton(automaton: Automaton, text: string): boolean {
  let state = automaton.start;
  for (const char of text) {
    if (automaton.isFinal(state)) break;
    state = automaton.next(state, char.codePointAt(0) ?? 0);
  }
  return automaton.accepts(state);
}
