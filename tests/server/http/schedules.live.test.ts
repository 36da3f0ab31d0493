import pg from 'pg';
import type { Answer, Json } from './client.ts';
import { openService, type Service } from './open-service.ts';
import { expectStatus, openOrganization, type Organization } from './organization.ts';

/** When providers work: regular hours, days that differ, and holidays out of a calendar. */

let service: Service;
let clinic: Organization;
let admin: pg.Client;
let main: Json;
let riverside: Json;

beforeAll(async () => {
  service = await openService();
  clinic = await openOrganization(service);
  admin = new pg.Client(service.adminUrl);
  await admin.connect();
  // As many providers as there are tests.
  await admin.query(`UPDATE control.organizations SET plan_type = 'enterprise' WHERE id = $1`, [clinic.id]);
  main = await clinic.make('/offices', { name: 'Main Street', time_zone: 'Europe/Berlin' });
  riverside = await clinic.make('/offices', { name: 'Riverside', time_zone: 'Europe/London' });
});
afterAll(async () => {
  await admin?.end();
  await service?.close();
});

const day = (away: number) => new Date(Date.now() + away * 86_400_000).toISOString().slice(0, 10);
const amara = (more: Json = {}): Promise<Json> =>
  clinic.make('/providers', { name: 'Amara', offices: [{ id: main.id }, { id: riverside.id }], ...more });
const MORNINGS = [1, 2, 3, 4, 5].map((weekday) => ({ weekday, from: '09:00', until: '12:00' }));
const hoursOf = (provider: Json, more: Json = {}): Json => ({
  provider_id: provider.id,
  office_id: main.id,
  effective_from: day(-10),
  hours: MORNINGS,
  ...more,
});
const works = (provider: Json, more: Json = {}): Promise<Json> => clinic.make('/schedules', hoursOf(provider, more));
const ask = (method: string, path: string, body?: Json): Promise<Answer> =>
  clinic.ask(method, path, body === undefined ? {} : { body });
const wrong = async (answer: Promise<Answer>): Promise<Json> => (await expectStatus(400, answer)).body.errors;

describe('regular hours', () => {
  test('are set, read, changed and removed, and the audit log knows who did', async () => {
    const provider = await amara();
    const made = await works(provider, { effective_until: day(100) });
    expect(made).toMatchObject({ provider_id: provider.id, hours: MORNINGS, effective_until: day(100), active: true });
    expect((await ask('GET', `/schedules/${made.id}`)).body).toEqual(made);
    const changed = (await expectStatus(200, ask('PATCH', `/schedules/${made.id}`, { effective_until: null }))).body;
    expect(changed).toMatchObject({ effective_until: null, revision: 2, hours: MORNINGS });
    const own = (await ask('GET', `/schedules?provider_id=${provider.id}&office_id=${main.id}`)).body.data;
    expect(own).toEqual([changed]);
    expect((await ask('GET', `/schedules?office_id=${riverside.id}`)).body.data).toEqual([]);
    await expectStatus(204, ask('DELETE', `/schedules/${made.id}`));
    await expectStatus(404, ask('GET', `/schedules/${made.id}`));
    const { rows } = await admin.query(
      `SELECT action, before, after FROM audit_log WHERE organization_id = $1 AND subject_id = $2 ORDER BY at, id`,
      [clinic.id, made.id],
    );
    expect(rows).toMatchObject([
      { action: 'schedule.created', after: { hours: MORNINGS } },
      { action: 'schedule.changed', before: { effective_until: day(100) }, after: { effective_until: null } },
      { action: 'schedule.removed', before: { hours: MORNINGS } },
    ]);
  });

  test('somebody who changes what another has just changed is told so', async () => {
    const made = await works(await amara());
    await expectStatus(200, ask('PATCH', `/schedules/${made.id}`, { effective_from: day(-5) }));
    const late = clinic.ask('PATCH', `/schedules/${made.id}`, {
      body: { effective_from: day(-4) },
      headers: { 'If-Match': '"1"' },
    });
    await expectStatus(412, late);
  });

  test.each([
    [
      'a part that ends before it begins',
      { hours: [{ weekday: 1, from: '12:00', until: '09:00' }] },
      'body.hours.0.until',
    ],
    [
      'two parts of a day that overlap',
      { hours: [MORNINGS[0], { weekday: 1, from: '11:00', until: '24:00' }] },
      'body.hours.1',
    ],
    ['a last day before the first', { effective_until: day(-11) }, 'body.effective_until'],
    ['an eighth day of the week', { hours: [{ weekday: 8, from: '09:00', until: '12:00' }] }, 'body.hours.0.weekday'],
    ['no hours at all', { hours: [] }, 'body.hours'],
  ])('%s is refused', async (_, more, path) => {
    expect(await wrong(ask('POST', '/schedules', hoursOf(await amara(), more)))).toMatchObject([{ path }]);
  });

  test('nobody has hours in an office in which the provider does not work, or that is not there', async () => {
    const provider = await amara({ offices: [{ id: riverside.id }] });
    expect(await wrong(ask('POST', '/schedules', hoursOf(provider)))).toMatchObject([{ path: 'body.office_id' }]);
    const nowhere = hoursOf(provider, { office_id: provider.id });
    await expectStatus(404, ask('POST', '/schedules', nowhere));
    await expectStatus(404, ask('POST', '/schedules', hoursOf(main)));
  });

  test('nobody works in two places at once, by whichever clock', async () => {
    const provider = await amara();
    const made = await works(provider);
    const [clash] = await wrong(ask('POST', '/schedules', hoursOf(provider, { hours: MORNINGS.slice(2, 3) })));
    expect(clash.message).toMatch(/^overlaps with the provider's hours at Main Street, first on \d{4}-\d\d-\d\d$/);
    // Noon in Berlin is eleven in London.
    const elsewhere = (from: string, until: string) =>
      ask('POST', '/schedules', hoursOf(provider, { office_id: riverside.id, hours: [{ weekday: 2, from, until }] }));
    expect((await wrong(elsewhere('10:59', '12:00')))[0].message).toContain('Main Street');
    await expectStatus(201, elsewhere('11:00', '12:00'));
    const afternoon = await works(provider, { hours: [{ weekday: 1, from: '12:00', until: '24:00' }] });
    expect(await wrong(ask('PATCH', `/schedules/${afternoon.id}`, { hours: MORNINGS }))).toMatchObject([
      { path: 'body.hours' },
    ]);
    // One after the other is no clash.
    await expectStatus(200, ask('PATCH', `/schedules/${made.id}`, { effective_until: day(20) }));
    await expectStatus(201, ask('POST', '/schedules', hoursOf(provider, { effective_from: day(21) })));
  });

  test('of two who set the same hours at once one is refused', async () => {
    const provider = await amara();
    const answers = await Promise.all(Array.from({ length: 6 }, () => ask('POST', '/schedules', hoursOf(provider))));
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([201, ...Array<number>(5).fill(400)]);
  });
});

describe('days that differ', () => {
  const leave = (provider: Json, more: Json = {}): Json => ({
    name: 'Leave',
    kind: 'closed',
    provider_id: provider.id,
    from_on: day(1),
    until_on: day(3),
    ...more,
  });

  test('are set, read, changed and removed', async () => {
    const provider = await amara();
    const made = await clinic.make('/schedule-exceptions', leave(provider));
    expect(made).toMatchObject({ kind: 'closed', provider_id: provider.id, office_id: null, from_time: null });
    const path = `/schedule-exceptions/${made.id}`;
    const changed = (await expectStatus(200, ask('PATCH', path, { until_on: day(5), name: 'Long leave' }))).body;
    expect(changed).toMatchObject({ name: 'Long leave', until_on: day(5), revision: 2 });
    const listed = async (query: string) =>
      (await ask('GET', `/schedule-exceptions?provider_id=${provider.id}${query}`)).body.data;
    expect(await listed('')).toEqual([changed]);
    expect(await listed(`&from=${day(5)}&to=${day(9)}`)).toEqual([changed]);
    expect(await listed(`&from=${day(6)}`)).toEqual([]);
    expect(await listed(`&to=${day(0)}`)).toEqual([]);
    await expectStatus(204, ask('DELETE', path));
    await expectStatus(404, ask('GET', path));
    const { rows } = await admin.query(
      `SELECT action FROM audit_log WHERE organization_id = $1 AND subject_id = $2 ORDER BY at, id`,
      [clinic.id, made.id],
    );
    expect(rows.map(({ action }) => action)).toEqual([
      'schedule_exception.created',
      'schedule_exception.changed',
      'schedule_exception.removed',
    ]);
  });

  test.each([
    ['nobody and nowhere', { provider_id: null }, 'body.office_id'],
    ['an end before the beginning', { until_on: day(0) }, 'body.until_on'],
    ['a time without its end', { from_time: '09:00' }, 'body.until_time'],
    ['a time without its beginning', { until_time: '09:00' }, 'body.from_time'],
    ['times in the wrong order', { from_time: '12:00', until_time: '09:00' }, 'body.until_time'],
    [
      'hours besides the regular ones nowhere',
      { kind: 'open', from_time: '09:00', until_time: '10:00' },
      'body.office_id',
    ],
    ['no such time', { from_time: '9:00', until_time: '25:00' }, 'body.from_time'],
  ])('%s is refused', async (_, more, path) => {
    const errors = await wrong(ask('POST', '/schedule-exceptions', leave(await amara(), more)));
    expect(errors[0]).toMatchObject({ path });
  });

  test('a change leaves something that makes sense', async () => {
    const made = await clinic.make('/schedule-exceptions', leave(await amara()));
    const path = `/schedule-exceptions/${made.id}`;
    expect(await wrong(ask('PATCH', path, { until_on: day(0) }))).toMatchObject([{ path: 'body.until_on' }]);
    expect(await wrong(ask('PATCH', path, { provider_id: null }))).toMatchObject([{ path: 'body.office_id' }]);
    await expectStatus(404, ask('PATCH', path, { office_id: made.id }));
  });
});

describe('holidays out of a calendar', () => {
  const year = Number(day(0).slice(0, 4)) + 1;
  const compact = (date: string) => date.replaceAll('-', '');
  const event = (uid: string, summary: string, ...lines: string[]) =>
    ['BEGIN:VEVENT', `UID:${uid}`, 'DTSTAMP:20200101T000000Z', `SUMMARY:${summary}`, ...lines, 'END:VEVENT'].join(
      '\r\n',
    );
  const calendar = (...events: string[]) =>
    ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Somebody//EN', ...events, 'END:VCALENDAR', ''].join('\r\n');
  const onDay = (date: string) => `DTSTART;VALUE=DATE:${compact(date)}`;

  async function upload(
    office: Json,
    text: string | Buffer,
    type = 'text/calendar',
  ): Promise<{ status: number; body: Json }> {
    const response = await fetch(`${service.url}/api/v1/offices/${office.id}/holidays`, {
      method: 'POST',
      headers: { 'X-Tenant-ID': clinic.slug, 'Content-Type': type, Authorization: `Bearer ${clinic.owner}` },
      body: new Uint8Array(Buffer.from(text)),
    });
    return { status: response.status, body: await response.json() };
  }
  const anOffice = (): Promise<Json> => clinic.make('/offices', { name: 'Somewhere', time_zone: 'Europe/Berlin' });
  const holidaysOf = async (office: Json): Promise<Json[]> =>
    (await ask('GET', `/schedule-exceptions?office_id=${office.id}&limit=200`)).body.data;
  const daysOf = async (office: Json) => (await holidaysOf(office)).map((one) => [one.name, one.from_on, one.until_on]);

  test('close the office: single days, several in a row, and every year', async () => {
    const office = await anOffice();
    const answer = await upload(
      office,
      calendar(
        event('one', 'Day of the clinic', onDay(`${year}-03-04`)),
        event('two', 'Carnival', onDay(`${year}-02-10`), `DTEND;VALUE=DATE:${year}0213`),
        event('three', 'New Year', onDay('2010-01-01'), 'RRULE:FREQ=YEARLY'),
        event('four', 'Thanksgiving', onDay('2020-11-26'), 'RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=4TH'),
      ),
    );
    expect(answer).toMatchObject({ status: 200, body: { added: 6, changed: 0, unchanged: 0, skipped: [] } });
    const days = await daysOf(office);
    expect(days).toContainEqual(['Day of the clinic', `${year}-03-04`, `${year}-03-04`]);
    expect(days).toContainEqual(['Carnival', `${year}-02-10`, `${year}-02-12`]);
    expect(days.filter(([name]) => name === 'New Year')).toEqual([
      ['New Year', `${year}-01-01`, `${year}-01-01`],
      ['New Year', `${year + 1}-01-01`, `${year + 1}-01-01`],
    ]);
    const [one] = await holidaysOf(office);
    expect(one).toMatchObject({ kind: 'closed', office_id: office.id, provider_id: null, from_time: null });
  });

  test('a second time only what has changed is changed', async () => {
    const office = await anOffice();
    const first = [
      event('one', 'Day of the clinic', onDay(`${year}-03-04`)),
      event('two', 'Carnival', onDay(`${year}-02-10`)),
      event('three', 'New Year', onDay('2010-01-01'), 'RRULE:FREQ=YEARLY'),
    ];
    await upload(office, calendar(...first));
    expect((await upload(office, calendar(...first))).body).toMatchObject({ added: 0, changed: 0, unchanged: 4 });
    const before = await holidaysOf(office);
    const again = await upload(
      office,
      calendar(
        event('one', "Founder's day", onDay(`${year}-03-04`)),
        event('two', 'Carnival', onDay(`${year}-02-11`)),
        event('three', 'New Year', onDay('2010-01-01'), `RRULE:FREQ=YEARLY;UNTIL=${year}0201`),
        event('five', 'Easter', onDay(`${year}-04-05`)),
      ),
    );
    expect(again.body).toMatchObject({ added: 1, changed: 3, unchanged: 1, skipped: [] });
    const after = await holidaysOf(office);
    expect(after.map((one) => [one.name, one.from_on])).toEqual([
      ["Founder's day", `${year}-03-04`],
      ['Carnival', `${year}-02-11`],
      ['New Year', `${year}-01-01`],
      ['Easter', `${year}-04-05`],
    ]);
    expect(after.slice(0, 2).map((one) => one.id)).toEqual(before.slice(0, 2).map((one) => one.id));
    // Another calendar takes nothing of this one away.
    await upload(office, calendar(event('six', 'Harvest', onDay(`${year}-10-01`))));
    expect(await holidaysOf(office)).toHaveLength(5);
  });

  test('a repetition that was moved or left out is', async () => {
    const office = await anOffice();
    await upload(
      office,
      calendar(
        event('one', 'Fair', onDay(`${year}-05-04`), 'RRULE:FREQ=WEEKLY;COUNT=4', `EXDATE;VALUE=DATE:${year}0518`),
        event('one', 'Late fair', `RECURRENCE-ID;VALUE=DATE:${year}0511`, onDay(`${year}-05-12`)),
      ),
    );
    expect((await daysOf(office)).map(([name, from]) => [name, from])).toEqual([
      ['Fair', `${year}-05-04`],
      ['Late fair', `${year}-05-12`],
      ['Fair', `${year}-05-25`],
    ]);
  });

  test('what is no whole day, is over or has no end is told and left out', async () => {
    const office = await anOffice();
    const answer = await upload(
      office,
      calendar(
        event('a', 'Meeting', `DTSTART:${year}0304T090000Z`, `DTEND:${year}0304T100000Z`),
        event('b', 'Long ago', onDay('2001-01-01')),
        event('c', 'Each day', onDay('1970-01-01'), 'RRULE:FREQ=DAILY'),
        event('d', 'Called off', onDay(`${year}-06-01`), 'STATUS:CANCELLED'),
        event('e', ' ', onDay(`${year}-06-01`)),
        event('f', 'Half a life', onDay(`${year}-06-01`), `DTEND;VALUE=DATE:${year + 20}0601`),
        event('g', 'Midsummer\\nwith a second line', onDay(`${year}-06-21`)),
      ),
    );
    expect(answer.body).toEqual({
      added: 1,
      changed: 0,
      unchanged: 0,
      skipped: [
        { name: 'Meeting', reason: 'timed' },
        { name: 'Long ago', reason: 'not_ahead' },
        { name: 'Each day', reason: 'too_often' },
        { name: 'Called off', reason: 'cancelled' },
        { name: '', reason: 'unnamed' },
        { name: 'Half a life', reason: 'too_long' },
      ],
    });
    expect((await daysOf(office)).map(([name]) => name)).toEqual(['Midsummer with a second line']);
  });

  test.each([
    ['no calendar', 'BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Somebody\r\nEND:VCARD\r\n', /VCALENDAR/],
    ['half a calendar', 'BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n', /RFC 5545/],
    ['something else', 'Name,Day\r\nNew Year,1 January\r\n', /RFC 5545/],
    ['nothing', ' ', /must be a calendar/],
    ['a calendar without events', calendar(), /has no events/],
    ['letters of another age', Buffer.from(calendar(event('a', 'Dreikönig', onDay('2030-01-06'))), 'latin1'), /UTF-8/],
    [
      'a thousand days',
      calendar(
        ...Array.from({ length: 8 }, (_, index) =>
          event(`u${index}`, 'Free', onDay(day(0)), 'RRULE:FREQ=DAILY;COUNT=300'),
        ),
      ),
      /more than 1000 days/,
    ],
  ])('%s is refused with the reason', async (_, text, reason) => {
    const answer = await upload(await anOffice(), text);
    expect(answer).toMatchObject({ status: 400, body: { errors: [{ path: 'body' }] } });
    expect(answer.body.errors[0].message).toMatch(reason);
  });

  test('what is too long or no calendar at all is not read', async () => {
    const office = await anOffice();
    expect(await upload(office, 'x'.repeat(513 * 1024))).toMatchObject({ status: 413 });
    expect(await upload(office, calendar(), 'application/json')).toMatchObject({ status: 415 });
    expect(await upload({ id: clinic.id }, calendar(event('a', 'Day', onDay(`${year}-01-01`))))).toMatchObject({
      status: 404,
    });
  });
});

describe('what providers are booked for', () => {
  test('is said with them, and changed like their offices', async () => {
    const consultation = await clinic.make('/services', { name: 'Consultation', duration_minutes: 30 });
    const check = await clinic.make('/services', { name: 'Check', duration_minutes: 15 });
    const provider = await amara({ service_ids: [consultation.id] });
    expect(provider.service_ids).toEqual([consultation.id]);
    const path = `/providers/${provider.id}`;
    const changed = await expectStatus(200, ask('PATCH', path, { service_ids: [consultation.id, check.id] }));
    expect(changed.body).toMatchObject({ service_ids: [consultation.id, check.id], revision: 2 });
    expect((await ask('GET', path)).body).toEqual(changed.body);
    expect((await ask('PATCH', path, { name: 'Amara Okafor' })).body.service_ids).toHaveLength(2);
    await expectStatus(404, ask('PATCH', path, { service_ids: [provider.id] }));
    expect(await wrong(ask('PATCH', path, { service_ids: [check.id, check.id] }))).toMatchObject([
      { path: 'body.service_ids' },
    ]);
    const { rows } = await admin.query(
      `SELECT before, after FROM audit_log WHERE organization_id = $1 AND subject_id = $2 AND action = 'provider.changed' ORDER BY at, id`,
      [clinic.id, provider.id],
    );
    expect(rows[0]).toEqual({
      before: { service_ids: [consultation.id] },
      after: { service_ids: [consultation.id, check.id] },
    });
    // A service that nobody booked goes, from those who offer it, too.
    await expectStatus(204, ask('DELETE', `/services/${check.id}`));
    await expectStatus(404, ask('GET', `/services/${check.id}`));
    expect((await ask('GET', path)).body.service_ids).toEqual([consultation.id]);
  });
});

describe('who goes', () => {
  let consultation: Json;
  beforeAll(async () => {
    consultation = await clinic.make('/services', { name: 'Consultation', duration_minutes: 30 });
  });

  /** Straight into the table: booking is another test's business. */
  async function book(
    provider: Json,
    office: Json,
    { starts, status }: { starts: Date; status: string },
  ): Promise<void> {
    const ends = new Date(starts.getTime() + 1_800_000);
    await admin.query(
      `INSERT INTO appointments (organization_id, id, origin_id, code, status, status_at, service_id, office_id, provider_id,
         starts_at, ends_at, busy_from, busy_until, source, created_at)
       SELECT $1, id, id, upper(translate(substr(replace(id::text, '-', ''), 25, 8), '01io', '2345')), $2, now(), $3, $4, $5, $6, $7, $6, $7, 'staff', now()
       FROM gen_random_uuid() AS id`,
      [clinic.id, status, consultation.id, office.id, provider.id, starts, ends],
    );
  }
  const inDays = (days: number) => new Date(Date.now() + days * 86_400_000);

  test('a provider whom nobody ever booked goes with all hours', async () => {
    const provider = await amara({ service_ids: [consultation.id] });
    const hours = await works(provider);
    await clinic.make('/schedule-exceptions', {
      name: 'Leave',
      kind: 'closed',
      provider_id: provider.id,
      from_on: day(1),
      until_on: day(1),
    });
    await expectStatus(204, ask('DELETE', `/providers/${provider.id}`));
    await expectStatus(404, ask('GET', `/providers/${provider.id}`));
    await expectStatus(404, ask('GET', `/schedules/${hours.id}`));
  });

  test('one who still has appointments does not, and one who had some is kept', async () => {
    const provider = await amara();
    await book(provider, main, { starts: inDays(3), status: 'booked' });
    const answer = await expectStatus(409, ask('DELETE', `/providers/${provider.id}`));
    expect(answer.body).toMatchObject({ code: 'in_use', detail: 'There are still appointments to come.' });
    await expectStatus(409, ask('PATCH', `/providers/${provider.id}`, { active: false }));
    await admin.query(`UPDATE appointments SET status = 'cancelled' WHERE provider_id = $1`, [provider.id]);
    await expectStatus(204, ask('DELETE', `/providers/${provider.id}`));
    expect((await ask('GET', `/providers/${provider.id}`)).body.active).toBe(false);
  });

  test('an office and a service likewise', async () => {
    const office = await clinic.make('/offices', { name: 'Harbour', time_zone: 'Europe/Berlin' });
    const provider = await amara({ offices: [{ id: office.id }] });
    const hours = await works(provider, { office_id: office.id });
    await book(provider, office, { starts: inDays(2), status: 'booked' });
    await expectStatus(409, ask('DELETE', `/offices/${office.id}`));
    await expectStatus(409, ask('PATCH', `/offices/${office.id}`, { active: false }));
    await admin.query(`UPDATE appointments SET status = 'fulfilled' WHERE provider_id = $1`, [provider.id]);
    await expectStatus(204, ask('DELETE', `/offices/${office.id}`));
    expect((await ask('GET', `/offices/${office.id}`)).body.active).toBe(false);
    await expectStatus(404, ask('GET', `/schedules/${hours.id}`));
    await expectStatus(204, ask('DELETE', `/services/${consultation.id}`));
    expect((await ask('GET', `/services/${consultation.id}`)).body.active).toBe(false);
    const unused = await clinic.make('/offices', { name: 'Never opened', time_zone: 'Europe/Berlin' });
    await works(await amara({ offices: [{ id: unused.id }] }), { office_id: unused.id });
    await expectStatus(204, ask('DELETE', `/offices/${unused.id}`));
    await expectStatus(404, ask('GET', `/offices/${unused.id}`));
  });
});
