import type { ContentModel } from '../modes/content-model.ts';
import type { Direction } from '../modes/mode-sides.ts';
import { kindFacts, type SchemaChange } from './catalogue.ts';

/** What a single change means for one who sends (input) or gets (output) instances, before any proof. */
export type Reading = 'break' | 'safe' | 'unsure' | 'note';

/** Reads a change in a direction and under a content model. Only the verdict over the whole schemas decides; this explains it. */
export function readingOf(change: SchemaChange, direction: Direction, model: ContentModel): Reading {
  if (kindFacts(change.kind).annotation) return 'note';
  const special = model === 'exact' ? undefined : underModel(change, direction, model);
  if (special !== undefined) return special;
  switch (change.effect) {
    case 'none':
      return 'safe';
    case 'unsure':
      return 'unsure';
    case 'both':
      return 'break';
    case 'narrows':
      return direction === 'input' ? 'break' : 'safe';
    case 'widens':
      return direction === 'output' ? 'break' : 'safe';
  }
}

/** Where a producer sends only what it declares, or a consumer ignores what it does not know, undeclared members matter less. */
function underModel(
  { kind, openness }: SchemaChange,
  direction: Direction,
  model: Exclude<ContentModel, 'exact'>,
): Reading | undefined {
  const isInput = direction === 'input';
  switch (kind) {
    case 'property-added-optional':
      if (isInput) return openness === 'unspecified' ? 'safe' : undefined;
      return openness === 'closed' && model === 'tolerant' ? 'safe' : undefined;
    case 'property-removed-optional':
      return !isInput && openness === 'unspecified' ? 'safe' : undefined;
    case 'additional-closed':
      return isInput && openness === 'unspecified' ? 'unsure' : undefined;
    case 'additional-opened':
      if (isInput) return undefined;
      if (model === 'tolerant') return 'note';
      return openness === 'unspecified' ? 'safe' : undefined;
    default:
      return undefined;
  }
}
