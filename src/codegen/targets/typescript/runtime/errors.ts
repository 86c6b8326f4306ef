/** What goes wrong with any call, whoever provides the method. */
export type BrokerCode =
  | 'unavailable'
  | 'denied'
  | 'not_found'
  | 'timeout'
  | 'cancelled'
  | 'invalid_input'
  | 'invalid_output'
  | 'provider_error'
  | 'internal';

const BROKER_CODES: ReadonlySet<string> = new Set<BrokerCode>([
  'unavailable',
  'denied',
  'not_found',
  'timeout',
  'cancelled',
  'invalid_input',
  'invalid_output',
  'provider_error',
  'internal',
]);

/** True for a code that the broker itself gives. */
export function isBrokerCode(code: string): code is BrokerCode {
  return BROKER_CODES.has(code);
}

export interface FailureInit {
  readonly code: string;
  readonly target: string;
  readonly message: string;
  readonly detail?: unknown;
  readonly retryable?: boolean | undefined;
  /** The provider's own code, where the contract doesn't know it. */
  readonly providerCode?: string | undefined;
  readonly status?: number | undefined;
  readonly cause?: unknown;
}

/** A call, an emit or a stream that failed. Its type by code is {@link BrokerError}. */
export class BrokerFailure extends Error {
  readonly code: string;
  readonly target: string;
  readonly detail: unknown;
  /** The same call may succeed later. */
  readonly retryable: boolean;
  /** The provider's code, where it is none of the contract's: then `code` is `provider_error`. */
  readonly providerCode: string | undefined;
  /** Status of the broker's answer, where there was one. */
  readonly status: number | undefined;

  constructor({ code, target, message, detail, retryable = false, providerCode, status, cause }: FailureInit) {
    super(`${target}: ${message}`, cause === undefined ? undefined : { cause });
    this.name = 'BrokerError';
    this.code = code;
    this.target = target;
    this.detail = detail;
    this.retryable = retryable;
    this.providerCode = providerCode;
    this.status = status;
  }
}

/** The codes of a map of errors; an index signature is none. */
type Codes<E> = keyof { [C in keyof E as string extends C ? never : number extends C ? never : C]: E[C] } & string;

type Failed<C extends string, D> = BrokerFailure & { readonly code: C; readonly detail: D };

/** A code of the contract that the broker uses too may come without the provider's detail. */
type Declared<E, C extends Codes<E>> = C extends string
  ? Failed<C, C extends BrokerCode ? E[C] | undefined : E[C]>
  : never;

/** What a call may fail with: `switch (error.code)` tells the type of `error.detail`. */
export type BrokerError<E = unknown> = Declared<E, Codes<E>> | Failed<Exclude<BrokerCode, Codes<E>>, unknown>;

/** The failure as the contract knows it: a code that it doesn't declare becomes `provider_error`. */
export function declaredFailure(failure: BrokerFailure, declared: { readonly [code: string]: boolean }): BrokerFailure {
  const { code, target, detail, status, cause, message } = failure;
  const known = Object.hasOwn(declared, code);
  if (known && declared[code] === true && !failure.retryable)
    return new BrokerFailure({ ...init(failure), retryable: true });
  if (known || isBrokerCode(code)) return failure;
  const said = message.startsWith(`${target}: `) ? message.slice(target.length + 2) : message;
  return new BrokerFailure({
    code: 'provider_error',
    providerCode: code,
    target,
    message: said,
    detail,
    retryable: failure.retryable,
    status,
    cause,
  });
}

function init(failure: BrokerFailure): FailureInit {
  const { code, target, detail, status, cause, providerCode, retryable } = failure;
  return {
    code,
    target,
    detail,
    status,
    cause,
    providerCode,
    retryable,
    message: failure.message.slice(target.length + 2),
  };
}

/** Whatever was thrown, as a failure of the target. */
export function failureOf(thrown: unknown, target: string): BrokerFailure {
  if (thrown instanceof BrokerFailure) return thrown;
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  return new BrokerFailure({ code: 'internal', target, message, cause: thrown });
}
