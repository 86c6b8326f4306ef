import type { Location } from '../model/finding.ts';
import type { RuleDoc } from './rule-doc.ts';
import type { State } from './states.ts';

/** One thing that is true of a unit's evidence, and the words for it where the document has none of its own. */
export interface Reason {
  readonly state: State;
  readonly doc?: RuleDoc;
  readonly message?: string;
  readonly location?: Location;
}
