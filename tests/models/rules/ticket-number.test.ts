import fc from 'fast-check';
import { DateTime } from 'luxon';
import { localDay } from '../../../models/rules/local-day.ts';
import { ticketNumber } from '../../../models/rules/ticket-number.ts';

const prefix = fc.stringMatching(/^[A-Z]{1,3}$/);
const numberOfTheDay = fc.integer({ min: 1, max: 100_000 });

describe('ticket numbers', () => {
  test.each([
    ['A', 1, 'A001'],
    ['A', 42, 'A042'],
    ['B', 999, 'B999'],
    ['B', 1000, 'B1000'],
    ['XRA', 7, 'XRA007'],
  ])('the person of queue %s with number %i of the day holds %s', (queue, number, ticket) => {
    expect(ticketNumber(queue, number)).toBe(ticket);
  });

  test('two people hold the same ticket only with the same queue letter and number', () => {
    fc.assert(
      fc.property(prefix, numberOfTheDay, prefix, numberOfTheDay, (prefixA, a, prefixB, b) => {
        expect(ticketNumber(prefixA, a) === ticketNumber(prefixB, b)).toBe(prefixA === prefixB && a === b);
      }),
    );
  });

  test('a ticket can be read back: letters, then the number', () => {
    fc.assert(
      fc.property(prefix, numberOfTheDay, (letters, number) => {
        const [, read, digits] = /^([A-Z]+)(\d{3,})$/.exec(ticketNumber(letters, number)) ?? [];
        expect([read, Number(digits)]).toEqual([letters, number]);
      }),
    );
  });

  test.each([0, -1, 1.5, NaN, Infinity, 2 ** 53])('nobody gets number %d', (number) => {
    expect(() => ticketNumber('A', number)).toThrow(RangeError);
  });
});

/** Numbers as a queue gives them: one counter for each local day. */
function openTicketRoll(timeZone: string) {
  const given = new Map<string, number>();
  return (moment: Date) => {
    const day = localDay(moment, timeZone);
    const next = (given.get(day) ?? 0) + 1;
    given.set(day, next);
    return ticketNumber('A', next);
  };
}

describe.each([
  { zone: 'Europe/Berlin', what: 'the day of 23 hours', from: '2026-03-28T20:00', hours: 54 },
  { zone: 'Europe/Berlin', what: 'the day of 25 hours', from: '2026-10-24T20:00', hours: 54 },
  { zone: 'America/New_York', what: 'the day of 23 hours', from: '2026-03-07T20:00', hours: 54 },
  { zone: 'America/New_York', what: 'the day of 25 hours', from: '2026-10-31T20:00', hours: 54 },
  { zone: 'America/Sao_Paulo', what: 'a day without a midnight', from: '2018-11-03T20:00', hours: 54 },
])('people who take tickets in $zone around $what', ({ zone, from, hours }) => {
  const opened = DateTime.fromISO(from, { zone });

  test('are numbered from 1 without a gap on each local day, and only there', () => {
    const arrivals = fc.array(fc.integer({ min: 0, max: hours * 3_600_000 }), { minLength: 1, maxLength: 200 });
    fc.assert(
      fc.property(arrivals, (offsets) => {
        const takeTicket = openTicketRoll(zone);
        const people = offsets
          .toSorted((a, b) => a - b)
          .map((offset) => opened.plus(offset))
          .map((arrived) => ({ day: arrived.toISODate(), ticket: takeTicket(arrived.toJSDate()) }));
        for (const day of new Set(people.map((person) => person.day))) {
          const tickets = people.filter((person) => person.day === day).map(({ ticket }) => ticket);
          expect([day, tickets]).toEqual([day, tickets.map((_, index) => ticketNumber('A', index + 1))]);
        }
      }),
      { numRuns: 60 },
    );
  });

  test('the last before midnight goes on, the first after it holds A001', () => {
    const takeTicket = openTicketRoll(zone);
    const nextDay = opened.plus({ days: 1 }).startOf('day');
    const tickets = [nextDay.minus(2), nextDay.minus(1), nextDay, nextDay.plus(1)].map((at) =>
      takeTicket(at.toJSDate()),
    );
    expect(tickets).toEqual(['A001', 'A002', 'A001', 'A002']);
  });
});
