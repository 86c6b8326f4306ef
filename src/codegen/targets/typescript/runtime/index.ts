// What a generated client is made of: the same for every contract.
export { type Call, type Calls, type Client, makeClient, makeTree, type Result } from './client.ts';
export { type BrokerCode, type BrokerError, BrokerFailure } from './errors.ts';
export { type HttpOptions, httpTransport } from './http.ts';
export type { LocalMocks } from './local-mocks.ts';
export { type Mock, type MockHandlers, type MockOptions, makeMock, type Recorded } from './mock.ts';
export {
  type MethodHandler,
  makeProvider,
  type Provider,
  type ProviderCall,
  type ProviderOf,
  type ProviderOptions,
  type ProviderReply,
  type ProviderRequest,
} from './provider.ts';
export type {
  CallOptions,
  ClientOptions,
  EventEnvelope,
  EventOptions,
  Metadata,
  Problem,
  Signal,
  TargetMetadata,
  TargetValidators,
  ValidateMode,
  Validators,
} from './shapes.ts';
export type { CallRequest, EmitRequest, StreamItem, StreamRequest, Transport } from './transport.ts';
