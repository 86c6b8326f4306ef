import { ANY, type CharSet } from './char-set.ts';
import type { Regex } from './syntax.ts';

/** Thrown where an automaton would need more states than allowed, or has no finite form at all. */
export class AutomatonLimit extends Error {
  override readonly name = 'AutomatonLimit';
}

type Edge =
  | { readonly on: 'set'; readonly set: CharSet; readonly to: number }
  | { readonly on: 'empty' | 'start' | 'end'; readonly to: number };

/** Thompson's automaton; `start` and `end` edges are passed only at that place of the text. */
export interface Nfa {
  readonly edges: readonly (readonly Edge[])[];
  readonly start: number;
  readonly accept: number;
}

const MAX_STATES = 4_000;

/**
 * The automaton of "the expression matches somewhere in the text", which is what JSON Schema's `pattern` means.
 * @throws AutomatonLimit
 */
export function searchNfa(regex: Regex): Nfa {
  const builder = new NfaBuilder();
  const start = builder.state();
  const accept = builder.state();
  builder.edge(start, { on: 'set', set: ANY, to: start });
  builder.edge(accept, { on: 'set', set: ANY, to: accept });
  builder.add(regex, start, accept);
  return { edges: builder.edges, start, accept };
}

class NfaBuilder {
  readonly edges: Edge[][] = [];

  state(): number {
    if (this.edges.length >= MAX_STATES) throw new AutomatonLimit('too many states');
    return this.edges.push([]) - 1;
  }

  edge(from: number, edge: Edge): void {
    this.edges[from]?.push(edge);
  }

  add(regex: Regex, from: number, to: number): void {
    switch (regex.kind) {
      case 'set':
        this.edge(from, { on: 'set', set: regex.set, to });
        return;
      case 'start':
      case 'end':
        this.edge(from, { on: regex.kind, to });
        return;
      case 'alt':
        for (const part of regex.parts) this.add(part, from, to);
        return;
      case 'concat':
        this.concat(regex.parts, from, to);
        return;
      case 'repeat':
        this.repeat(regex.body, regex.min, regex.max, from, to);
        return;
      case 'irregular':
        throw new AutomatonLimit('no finite automaton');
    }
  }

  private concat(parts: readonly Regex[], from: number, to: number): void {
    let at = from;
    for (const part of parts) {
      const next = this.state();
      this.add(part, at, next);
      at = next;
    }
    this.edge(at, { on: 'empty', to });
  }

  private repeat(body: Regex, min: number, max: number, from: number, to: number): void {
    let at = from;
    for (let i = 0; i < min; i += 1) at = this.step(body, at);
    if (max === Number.POSITIVE_INFINITY) {
      const loop = this.state();
      this.edge(at, { on: 'empty', to: loop });
      this.edge(this.step(body, loop), { on: 'empty', to: loop });
      this.edge(loop, { on: 'empty', to });
      return;
    }
    for (let i = min; i < max; i += 1) {
      this.edge(at, { on: 'empty', to });
      at = this.step(body, at);
    }
    this.edge(at, { on: 'empty', to });
  }

  private step(body: Regex, from: number): number {
    const next = this.state();
    this.add(body, from, next);
    return next;
  }
}

/** The states reachable without reading a character, given where in the text we are. */
export function closure(nfa: Nfa, states: Iterable<number>, at: { start: boolean; end: boolean }): Set<number> {
  const reached = new Set(states);
  // A Set's iterator visits what is added while it runs.
  for (const state of reached) {
    for (const edge of nfa.edges[state] ?? []) {
      if (edge.on === 'set') continue;
      if (edge.on === 'empty' || (edge.on === 'start' ? at.start : at.end)) reached.add(edge.to);
    }
  }
  return reached;
}
