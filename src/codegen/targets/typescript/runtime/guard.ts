import { BrokerFailure, declaredFailure, failureOf } from './errors.ts';
import { deadline } from './platform.ts';
import type { CallOptions, ClientOptions, Metadata, Signal, TargetMetadata, ValidateMode } from './shapes.ts';

/** What every call passes: is the target one, is it allowed, is there time, is what travels what the contract says. */
export class Guard {
  private readonly metadata: Metadata;
  private readonly options: ClientOptions<string>;

  constructor(metadata: Metadata, options: ClientOptions<string>) {
    this.metadata = metadata;
    this.options = options;
  }

  /** What the contract says of a target. @throws BrokerFailure not_found */
  known(target: string, kind: TargetMetadata['kind']): TargetMetadata {
    const found = Object.hasOwn(this.metadata, target) ? this.metadata[target] : undefined;
    if (found?.kind === kind) return found;
    throw new BrokerFailure({ code: 'not_found', target, message: `the contract has no such ${kind}` });
  }

  /** @throws BrokerFailure denied */
  owned(target: string): void {
    const { namespace } = this.known(target, 'event');
    if (this.options.owns?.includes(namespace) === true) return;
    throw new BrokerFailure({
      code: 'denied',
      target,
      message: `${namespace} is none of the namespaces that this app owns`,
    });
  }

  /** Does the work within its time; whatever it throws comes out as a failure that the contract knows. */
  async run<T>(
    target: string,
    kind: TargetMetadata['kind'],
    { signal, timeoutMs = this.options.timeoutMs }: CallOptions,
    work: (signal: Signal) => Promise<T>,
  ): Promise<T> {
    const { errors } = this.known(target, kind);
    const limit = deadline(signal, timeoutMs);
    try {
      if (limit.signal.aborted) throw limit.signal.reason;
      return await work(limit.signal);
    } catch (thrown) {
      const code = limit.cause();
      if (code !== undefined) throw ended(target, code, limit.signal.reason);
      throw declaredFailure(failureOf(thrown, target), errors);
    } finally {
      limit.release();
    }
  }

  /** Holds a value against its schema, where that is asked for. @throws BrokerFailure invalid_input, invalid_output */
  async check(target: string, role: 'input' | 'output' | 'payload', value: unknown, call: CallOptions): Promise<void> {
    if (!asked(call.validate ?? this.options.validate ?? 'off', role)) return;
    const load = this.options.validators?.[target];
    if (load === undefined) throw new TypeError(`${target} can't be validated: give the client its validators`);
    const problems = (await load())[role]?.(value) ?? [];
    const [first] = problems;
    if (first === undefined) return;
    const code = role === 'output' ? 'invalid_output' : 'invalid_input';
    const message = `${role}${first.pointer === '' ? '' : ` at ${first.pointer}`} ${first.message}`;
    throw new BrokerFailure({ code, target, message, detail: problems });
  }
}

function asked(mode: ValidateMode, role: 'input' | 'output' | 'payload'): boolean {
  return mode === 'both' || mode === (role === 'output' ? 'output' : 'input');
}

function ended(target: string, code: 'cancelled' | 'timeout', cause: unknown): BrokerFailure {
  const message = code === 'timeout' && cause instanceof Error ? cause.message : 'the call was cancelled';
  return new BrokerFailure({ code, target, message, retryable: code === 'timeout', cause });
}
