import type { Location } from '../model/finding.ts';
import type { JsonValue } from '../model/json/value.ts';

/** One answer of `.palette/app-services.local.json`. */
export interface ServiceMock {
  readonly key: string;
  /** The target that the key names; absent where the key is of the older form, or of none. */
  readonly target?: string;
  /** `GET /people` of a key of the older form, with the service's id. */
  readonly route?: string;
  /** What is wrong with the key, in words that follow it. */
  readonly fault?: string;
  /** The payload that the key is for; absent where it is for every payload. */
  readonly payload?: JsonValue;
  /** The key as the runtime looks for it, where that is another text. */
  readonly canonical?: string;
  readonly value: JsonValue;
  readonly location: Location;
}

/** One entry of `.palette/connections.local.json`. */
export interface ConnectionMock {
  readonly id: string;
  /** What is wrong with the entry, in words that follow its id. */
  readonly fault?: string;
  readonly location: Location;
}
