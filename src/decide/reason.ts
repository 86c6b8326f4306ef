import type { Location } from '../model/finding.ts';
import type { RuleDoc } from './rule-doc.ts';
import type { State } from './states.ts';

/** One thing that is true of a unit's evidence; explained where the document has no findings of its own that do. */
export interface Reason {
  readonly state: State;
  readonly explained?: { readonly doc: RuleDoc; readonly message: string; readonly location: Location };
}
