import { quote } from '../../../model/quote.ts';
import { defineRule } from '../../../model/rule.ts';
import { type BrokerInput, withProvided } from '../../broker-input.ts';

export default defineRule<BrokerInput>({
  id: 'broker/major-disagrees',
  summary: 'everything that an app provides has one major version',
  help: 'A namespace has one major at a time in an app, and it is the major of the service’s version: give a breaking change a service of its own, with the next major, and keep the older one while anybody consumes it.',
  severity: { default: 'error', strict: 'error' },
  breaks: ['consumer', 'provider'],
  scope: withProvided,
  example: {
    fails: 'service hr has version 1.4.0 and its method list version 2.0.0',
    passes: 'both have a version 1',
  },
  *check(input) {
    const [first, ...others] = input.provided?.versions ?? [];
    for (const { of, version, major, location } of others)
      if (first !== undefined && major !== first.major)
        yield {
          message: `${quote(of)} has version ${quote(version)}, and ${quote(first.of)} has ${quote(first.version)}: targets of v${major} and of v${first.major} in one namespace`,
          location,
          key: [input.app.id, of, version],
        };
  },
});
