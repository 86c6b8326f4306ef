import { expect, it } from 'vitest';
import { hostFault } from './bundle-hosts.ts';

it.each([
  ['*', 'stands for many hosts'],
  ['*.example.com', 'stands for many hosts'],
  ['localhost:3000', 'is the machine itself'],
  ['127.0.0.1', 'is the machine itself'],
  ['http://127.1.2.3:80/x', 'is the machine itself'],
  ['0.0.0.0', 'is the machine itself'],
  ['[::1]:8080', 'is the machine itself'],
  ['::ffff:10.0.0.1', 'is an address in a private network'],
  ['10.1.2.3', 'is an address in a private network'],
  ['172.16.0.1', 'is an address in a private network'],
  ['192.168.1.1:443', 'is an address in a private network'],
  ['169.254.169.254', 'is an address in a private network'],
  ['100.64.0.1', 'is an address in a private network'],
  ['::ffff:a00:1', 'is an address in a private network'],
  ['::ffff:7f00:1', 'is the machine itself'],
  ['127.1', 'is an address in a form of its own'],
  ['0x7f.1:80', 'is an address in a form of its own'],
  ['2130706433', 'is an address in a form of its own'],
  ['fd00::1', 'is an address in a private network'],
  ['db.internal', 'is a name inside a private network'],
  ['redis', 'is a name without a domain'],
  ['', 'stands for many hosts'],
])('%j %s', (host, fault) => {
  expect(hostFault(host)).toBe(fault);
});

it.each([
  'api.example.com',
  'api.example.com:8443',
  'https://api.example.com/v1',
  '172.32.0.1',
  '8.8.8.8',
  '2001:db8::1',
  '::ffff:808:808',
  '1password.com',
  'api.v2.example',
])('%j is public', (host) => {
  expect(hostFault(host)).toBeUndefined();
});
