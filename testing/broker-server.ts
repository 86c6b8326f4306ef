import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';

/** A real broker on the loopback address. */
export interface BrokerServer {
  readonly url: string;
  /** Path and query of every request, in order. */
  readonly asked: readonly string[];
  close(): Promise<void>;
}

export interface BrokerAnswers {
  /** The bearer token that it wants; none unless told. */
  readonly token?: string;
  readonly catalog: string;
  /** What it says of schemas; 404 unless told. */
  readonly schemas?: string;
  /** Takes a request in place of everything above where it says so. */
  readonly instead?: (request: IncomingMessage, response: ServerResponse) => boolean;
}

const JSON_TYPE = { 'content-type': 'application/json' };

/** Starts a broker that serves a catalog and schemas at their usual places. */
export async function brokerServer(answers: BrokerAnswers): Promise<BrokerServer> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    if (answers.instead?.(request, response)) return;
    const path = (request.url ?? '').split('?')[0];
    const body = { '/api/v1/os-broker/catalog': answers.catalog, '/api/v1/os-broker/schemas': answers.schemas }[
      path ?? ''
    ];
    if (answers.token !== undefined && request.headers.authorization !== `Bearer ${answers.token}`)
      response.writeHead(401, JSON_TYPE).end('{"detail":"no token"}');
    else if (body === undefined) response.writeHead(404, JSON_TYPE).end('{"detail":"not found"}');
    else response.writeHead(200, JSON_TYPE).end(body);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    url: `http://127.0.0.1:${address.port}`,
    asked,
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}
