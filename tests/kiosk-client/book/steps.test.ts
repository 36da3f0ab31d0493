import { ANYBODY, emptyDraft, settled, type Draft } from '../../../kiosk-client/book/draft.ts';
import { reachable, stepAfter, stepBefore, stepsOf } from '../../../kiosk-client/book/steps.ts';
import type { Bookable } from '../../../realtime/contract/resources/booking.ts';

const office = { address: null, time_zone: 'Europe/Berlin', country: 'DE' };
const facts = {
  description: null,
  price_cents: null,
  currency: null,
  duration_minutes: 30,
  change_until: 0,
  horizon: 90,
};
const OFFER: Bookable = {
  services: [
    {
      ...facts,
      id: 'check-up',
      name: 'Check-up',
      offices: [
        { id: 'north', provider_ids: ['ada', 'bo'] },
        { id: 'south', provider_ids: ['bo'] },
      ],
    },
    { ...facts, id: 'blood', name: 'Blood test', offices: [{ id: 'south', provider_ids: ['bo'] }] },
  ],
  offices: [
    { ...office, id: 'north', name: 'North' },
    { ...office, id: 'south', name: 'South' },
  ],
  providers: [
    { id: 'ada', name: 'Ada', title: null },
    { id: 'bo', name: 'Bo', title: null },
  ],
};
const draft = (parts: Partial<Draft>): Draft => settled(OFFER, { ...emptyDraft('key'), ...parts });

test('where there is a choice it is asked for', () => {
  expect(stepAfter(OFFER, draft({ serviceId: 'check-up' }), 'service')).toBe('office');
  expect(stepAfter(OFFER, draft({ serviceId: 'check-up', officeId: 'north' }), 'office')).toBe('provider');
});

test('where there is none it is not', () => {
  const chosen = draft({ serviceId: 'blood' });
  expect(chosen).toMatchObject({ officeId: 'south', provider: 'bo' });
  expect(stepAfter(OFFER, chosen, 'service')).toBe('day');
  expect(stepBefore(OFFER, chosen, 'day')).toBe('service');
  expect(stepsOf(OFFER, chosen, 'day')).toEqual(['service', 'day', 'time', 'details']);
});

test('an answer that another one makes impossible is asked for anew', () => {
  expect(draft({ serviceId: 'check-up', officeId: 'south', provider: 'ada' }).provider).toBe('bo');
  expect(draft({ serviceId: 'check-up', officeId: 'north', provider: ANYBODY }).provider).toBe(ANYBODY);
  expect(draft({ serviceId: 'gone', officeId: 'north' })).toMatchObject({ serviceId: null, officeId: null });
});

test('nobody comes to a question before the ones that it depends on', () => {
  expect(reachable(draft({}), 'details')).toBe('service');
  expect(reachable(draft({ serviceId: 'check-up' }), 'time')).toBe('office');
  expect(reachable(draft({ serviceId: 'blood' }), 'time')).toBe('day');
  expect(reachable(draft({ serviceId: 'blood', day: '2026-12-01' }), 'details')).toBe('time');
  expect(reachable(draft({ serviceId: 'blood' }), 'wait-details')).toBe('wait');
  expect(reachable(draft({ serviceId: 'blood' }), 'service')).toBe('service');
});
