import { describe, expect, it } from 'vitest';
import { planFixture } from '../../testing/rules/broker-fixture.ts';
import { Fields } from '../../testing/rules/fields.ts';
import type { JsonObject } from '../model/json/value.ts';
import { planServices } from './plan-services.ts';

const people = (method: JsonObject): JsonObject => ({
  id: 'people',
  provides: { namespace: 'hr', services: [{ id: 'hr', version: '1.0.0', methods: [method] }] },
});

function plan(...apps: JsonObject[]) {
  return planServices(planFixture(new Fields({ apps }, ['apps'])).apps, undefined);
}

const found = (...apps: JsonObject[]): string[] =>
  plan(...apps).findings.map(({ ruleId, severity, message }) => `${severity} ${ruleId}: ${message}`);

describe('what apps of a plan consume of each other', () => {
  it('is judged where it is on its way out', () => {
    const method = { id: 'list', deprecated: true, replacement: 'hr/v1#page' };
    expect(found({ id: 'leave', consumes: { services: ['hr/v1#list'] } }, people(method))).toEqual([
      'warning broker/consumed-target-deprecated: method "hr/v1#list", which the app consumes, is deprecated, use "hr/v1#page" instead',
    ]);
  });

  it('is judged where it is of the other kind, and has a provider all the same', () => {
    expect(found({ id: 'leave', consumes: { events: ['hr/v1#list'] } }, people({ id: 'list' }))).toEqual([
      'error broker/consumed-kind-mismatch: "hr/v1#list" is consumed as an event, and is a method',
    ]);
  });

  it('orders by the apps that are required by name', () => {
    const leave = { id: 'leave', requires: { apps: [{ id: 'people' }] } };
    const { apps, verdict } = plan(leave, people({ id: 'list' }));
    expect(apps.map(({ id, after }) => [id, after])).toEqual([
      ['people', []],
      ['leave', ['people']],
    ]);
    expect(verdict).toBe('installable');
    const optional = { id: 'leave', requires: { apps: [{ id: 'people', required: false }] } };
    expect(plan(optional, people({ id: 'list' })).apps.map(({ id }) => id)).toEqual(['leave', 'people']);
  });

  it('finds events that are required by their bare topic', () => {
    const hr = { id: 'people', provides: { namespace: 'hr', events: ['member.moved'] } };
    const leave = { id: 'leave', requires: { events: ['member.moved', 'member.gone'] } };
    expect(found(leave, hr)).toEqual([
      'warning broker/provider-missing: required event "member.gone", which "leave" needs, has no provider',
    ]);
    expect(
      plan(leave, hr)
        .apps.find(({ id }) => id === 'leave')
        ?.grants.map(({ target }) => target),
    ).toEqual(['hr/v1#member.moved']);
  });
});
