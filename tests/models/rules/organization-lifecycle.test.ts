import {
  isExported,
  ORGANIZATION_LIFECYCLE,
  type OrganizationMove,
  requireOrganizationMove,
  resumedAs,
  trialEnd,
} from '../../../models/rules/organization-lifecycle.ts';
import { isReservedName } from '../../../models/rules/reserved-names.ts';
import { Refusal } from '../../../models/rules/refusal.ts';
import { ORGANIZATION_STATUSES, type OrganizationStatus } from '../../../models/vocabulary.ts';

/** What the product promises, written down a second time by hand: an arrow too many or too few in the table is seen here. */
const PROMISED: Record<OrganizationMove, { from: OrganizationStatus[]; to: string }> = {
  sign_up: { from: [], to: 'trial' },
  activate: { from: ['trial'], to: 'active' },
  suspend: { from: ['trial', 'active'], to: 'suspended' },
  resume: { from: ['suspended', 'closed'], to: 'as before' },
  close: { from: ['trial', 'active', 'suspended'], to: 'closed' },
  delete: { from: ['closed'], to: 'gone' },
};
const MOVES = Object.keys(ORGANIZATION_LIFECYCLE) as OrganizationMove[]; // keyof of a const table is its keys
const EVERY = MOVES.flatMap((move) => ORGANIZATION_STATUSES.map((status) => ({ move, status })));
const attempt = (move: OrganizationMove, status: OrganizationStatus): unknown => {
  try {
    return requireOrganizationMove(move, status);
  } catch (refusal) {
    return refusal;
  }
};

describe('the life of an organization', () => {
  test('the table is what was promised', () => {
    expect(ORGANIZATION_LIFECYCLE).toEqual(PROMISED);
  });

  const possible = EVERY.filter(({ move, status }) => PROMISED[move].from.includes(status));
  const impossible = EVERY.filter(({ move, status }) => !PROMISED[move].from.includes(status));

  test.each(possible)('$move is possible for one that is $status', ({ move, status }) => {
    expect(attempt(move, status)).toBeUndefined();
  });

  test.each(impossible)('$move is not possible for one that is $status, and that is said', ({ move, status }) => {
    const answer = attempt(move, status);
    expect(answer).toBeInstanceOf(Refusal);
    expect(answer).toMatchObject({ code: 'not_possible_now' });
    expect(String(answer)).toMatch(/: [A-Z][a-z ]+ is not possible: the organization is [a-z ]+\.$/);
  });

  test('every status can be reached, and every one but the end can be left', () => {
    const reached = new Set<string>(MOVES.map((move) => ORGANIZATION_LIFECYCLE[move].to));
    expect(ORGANIZATION_STATUSES.filter((status) => !reached.has(status))).toEqual([]);
    const left = new Set<string>(MOVES.flatMap((move) => [...ORGANIZATION_LIFECYCLE[move].from]));
    expect(ORGANIZATION_STATUSES.filter((status) => !left.has(status))).toEqual([]);
  });
});

const now = new Date('2026-11-21T12:00:00Z');
const days = (number: number) => new Date(now.getTime() + number * 86_400_000);

test('a trial is thirty days, and one that was interrupted goes on for what is left of it', () => {
  expect(trialEnd(now)).toEqual(new Date('2026-12-21T12:00:00Z'));
  expect(resumedAs({ trialEndsAt: days(1), now })).toBe('trial');
  expect(resumedAs({ trialEndsAt: now, now })).toBe('active');
  expect(resumedAs({ trialEndsAt: days(-1), now })).toBe('active');
  expect(resumedAs({ trialEndsAt: null, now })).toBe('active');
});

test('an export counts for seven days', () => {
  expect([days(0), days(-6.99), days(-7)].map((at) => isExported(at, now))).toEqual([true, true, true]);
  expect([null, days(-7.01), days(-400)].map((at) => isExported(at, now))).toEqual([false, false, false]);
});

test('names of the service, names that look like others, and ids, are nobody’s', () => {
  const ID = '01a1fe1c-ce01-70a5-831f-0123456789ab';
  expect(['www', 'admin', 'api', 'xn--80ak6aa92e', ID].filter((name) => !isReservedName(name))).toEqual([]);
  expect(['city-clinic', 'adm', 'www2', 'x-n--a', `a${ID}`].filter(isReservedName)).toEqual([]);
});
