import type { Budget } from '../budget.ts';
import { alphabetOf } from './alphabet.ts';
import type { Automaton } from './dfa.ts';
import { AutomatonLimit } from './nfa.ts';

export interface WordQuestion {
  readonly inside: readonly Automaton[];
  readonly outside: readonly Automaton[];
  /** Length in code points. */
  readonly min: number;
  readonly max: number;
}

export type WordAnswer =
  | { readonly kind: 'none' }
  | { readonly kind: 'word'; readonly word: string }
  | { readonly kind: 'unknown' };

interface Place {
  readonly states: readonly number[];
  readonly from: Place | undefined;
  readonly codePoint: number;
}

/** Lengths beyond this are not searched: no reader wants such a witness, and the layers cost one pass each. */
const MAX_LAYERS = 3_000;
const MAX_PLACES = 20_000;

/** A shortest text that all `inside` automata accept and no `outside` one does, or the proof that there is none. */
export function findWord(question: WordQuestion, budget: Budget): WordAnswer {
  try {
    return new WordSearch(question, budget).run();
  } catch (error) {
    if (error instanceof AutomatonLimit) return { kind: 'unknown' };
    throw error;
  }
}

class WordSearch {
  private readonly question: WordQuestion;
  private readonly budget: Budget;
  private readonly automata: readonly Automaton[];
  private readonly samples: readonly number[];
  private places = 0;

  constructor(question: WordQuestion, budget: Budget) {
    this.question = question;
    this.budget = budget;
    this.automata = [...question.inside, ...question.outside];
    this.samples = alphabetOf(this.automata.flatMap((automaton) => automaton.sets)).samples;
  }

  run(): WordAnswer {
    const { min, max } = this.question;
    if (min > max) return { kind: 'none' };
    let layer: Place[] = [{ states: this.automata.map((automaton) => automaton.start), from: undefined, codePoint: 0 }];
    for (let length = 0; length < min; length += 1) {
      if (length >= MAX_LAYERS) return { kind: 'unknown' };
      layer = this.advance(layer, new Set());
      if (layer.length === 0) return { kind: 'none' };
    }
    const seen = new Set(layer.map((place) => place.states.join()));
    for (let length = min; layer.length > 0; length += 1) {
      const found = layer.find((place) => this.accepts(place.states));
      if (found !== undefined) return { kind: 'word', word: spell(found) };
      if (length >= max) break;
      layer = this.advance(layer, seen);
    }
    return { kind: 'none' };
  }

  private advance(layer: readonly Place[], seen: Set<string>): Place[] {
    const next: Place[] = [];
    for (const place of layer) {
      for (const codePoint of this.samples) {
        const states = place.states.map((state, i) => this.automata[i]?.next(state, codePoint) ?? state);
        const key = states.join();
        if (seen.has(key)) continue;
        seen.add(key);
        if (!this.isHopeless(states)) next.push({ states, from: place, codePoint });
      }
      this.budget.spend(1 + (this.samples.length >> 3));
    }
    this.places += next.length;
    if (this.places > MAX_PLACES) throw new AutomatonLimit('too many places');
    return next;
  }

  private accepts(states: readonly number[]): boolean {
    const inside = this.question.inside.length;
    return states.every((state, i) => (this.automata[i]?.accepts(state) ?? false) === i < inside);
  }

  private isHopeless(states: readonly number[]): boolean {
    const inside = this.question.inside.length;
    return states.some((state, i) => {
      const automaton = this.automata[i];
      return automaton?.isFinal(state) === true && automaton.accepts(state) !== i < inside;
    });
  }
}

function spell(place: Place): string {
  const codePoints: number[] = [];
  for (let at: Place | undefined = place; at?.from !== undefined; at = at.from) codePoints.push(at.codePoint);
  return codePoints
    .reverse()
    .map((codePoint) => String.fromCodePoint(codePoint))
    .join('');
}
