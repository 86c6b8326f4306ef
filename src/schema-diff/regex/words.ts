import type { CharSet } from './char-set.ts';
import type { Automaton } from './dfa.ts';

/** An automaton that accepts exactly the given words: a trie. */
export class WordSet implements Automaton {
  readonly sets: readonly CharSet[];
  readonly start = 0;
  private readonly nodes: { readonly next: Map<number, number>; word: boolean }[] = [{ next: new Map(), word: false }];
  private static readonly DEAD = -1;

  constructor(words: Iterable<string>) {
    const characters = new Set<number>();
    for (const word of words) this.add(word, characters);
    this.sets = [...characters].map((codePoint) => [codePoint, codePoint]);
  }

  next(state: number, codePoint: number): number {
    return this.nodes[state]?.next.get(codePoint) ?? WordSet.DEAD;
  }

  accepts(state: number): boolean {
    return this.nodes[state]?.word ?? false;
  }

  isFinal(state: number): boolean {
    return state === WordSet.DEAD;
  }

  private add(word: string, characters: Set<number>): void {
    let state = 0;
    for (const char of word) {
      const codePoint = char.codePointAt(0) ?? 0;
      characters.add(codePoint);
      const node = this.nodes[state];
      let to = node?.next.get(codePoint);
      if (to === undefined) {
        to = this.nodes.push({ next: new Map(), word: false }) - 1;
        node?.next.set(codePoint, to);
      }
      state = to;
    }
    const last = this.nodes[state];
    if (last !== undefined) last.word = true;
  }
}
