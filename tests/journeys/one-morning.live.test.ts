import type { PublicBoard, StaffBoard } from '../../realtime/contract/board.ts';
import type { Joined, Tracked } from '../../realtime/contract/commands.ts';
import { apiOf, yes, type Api } from '../support/api.ts';
import { eventually } from '../support/eventually.ts';
import { openScreen, type Screen } from '../support/screen.ts';
import { CANARY, callNext, join, openService, signUpClinic, type Clinic, type Service } from '../support/service.ts';

/** Staff work on the first node; the display and the phones hang on the second. */
let service: Service;
let clinic: Clinic;
let here: string;
let there: string;
beforeAll(async () => {
  service = await openService({ nodes: 2 });
  [here, there] = service.nodes.map((node) => node.url) as [string, string]; // two were asked for
  clinic = await signUpClinic(here);
}, 60_000);
afterAll(() => service.close());

test('one morning: three people come, are called, missed, sent elsewhere and served, and every screen hears it', async () => {
  const general = await clinic.queue('A', { policy: { recall_pause: 0 } });
  const blood = await clinic.queue('B');
  const staff = await clinic.staff(here);
  const room = await clinic.counter([general.id, blood.id], staff);
  const kiosk = await clinic.device('kiosk', [general.id, blood.id], there);
  const display = await clinic.device('display', [general.id, blood.id], there);

  // The kiosk issues three numbers.
  const people: Joined[] = [];
  for (let n = 0; n < 3; n++) people.push(await join(kiosk, general.id, { patient_name: CANARY }));
  expect(people.map(({ entry }) => entry.ticket_number)).toEqual(['A001', 'A002', 'A003']);
  const [first, second, third] = people as [Joined, Joined, Joined];

  // The display and the phones watch on the other node, a tablet here.
  const watching = { slug: clinic.slug, queueId: general.id };
  const tv = openScreen<PublicBoard>(there, { ...watching, token: display.token, kind: 'display' });
  const bloodTv = openScreen<PublicBoard>(there, {
    ...watching,
    queueId: blood.id,
    token: display.token,
    kind: 'display',
  });
  const phones = people.map(({ tracking_token: token }) =>
    openScreen<PublicBoard>(there, { ...watching, token, kind: 'patient' }),
  );
  const tablet = openScreen<StaffBoard>(here, { ...watching, token: staff.token, kind: 'staff' });
  const publicScreens = [tv, ...phones];
  const screens: Screen<PublicBoard | StaffBoard>[] = [...publicScreens, bloodTv, tablet];
  try {
    await eventually(() => screens.forEach((screen) => expect(screen.board()).not.toBeNull()));
    const numbersOn = (screen: Screen<PublicBoard | StaffBoard>, status: string) =>
      (screen.board()?.entries ?? []).filter((entry) => entry.status === status).map((entry) => entry.ticket_number);
    const everybodySees = (status: string, numbers: string[]) =>
      eventually(
        () => [...publicScreens, tablet].forEach((screen) => expect(numbersOn(screen, status)).toEqual(numbers)),
        { within: 2_000 },
      );
    const move = (entry: Joined, what: string, body: object = {}) =>
      yes(staff.post(`/entries/${entry.entry.id}/${what}`, body));

    await callNext(staff, general.id, room);
    await everybodySees('called', ['A001']);
    await move(first, 'no-show');
    await everybodySees('no_show', ['A001']);
    await move(first, 'return', { placement: 'last' });
    await everybodySees('waiting', ['A002', 'A003', 'A001']);

    await callNext(staff, general.id, room);
    await move(second, 'service');
    await everybodySees('serving', ['A002']);
    await move(second, 'parking');
    await eventually(() => expect(numbersOn(tablet, 'parked')).toEqual(['A002']));
    await eventually(() =>
      publicScreens.forEach((screen) => expect(JSON.stringify(screen.board())).not.toContain('A002')),
    );

    // Called by mistake, and taken back.
    await callNext(staff, general.id, room);
    await everybodySees('called', ['A003']);
    await move(third, 'undo');
    await everybodySees('waiting', ['A003', 'A001']);

    await move(third, 'transfers', { queue_id: blood.id });
    await eventually(() => expect(numbersOn(bloodTv, 'waiting')).toEqual(['A003']));
    const followed = await yes(
      apiOf(there, { slug: clinic.slug, token: third.tracking_token }).get<Tracked>(`/track/${third.tracking_token}`),
    );
    expect(followed.status).toBe('transferred');
    const elsewhere = await yes(
      apiOf(there, { slug: clinic.slug, token: followed.next_token ?? '' }).get<Tracked>(
        `/track/${followed.next_token}`,
      ),
    );
    expect(elsewhere).toMatchObject({ ticket_number: 'A003', position: 1, queue_id: blood.id });

    await yes(staff.delete(`/entries/${second.entry.id}/parking`));
    await move(second, 'completion');
    await callNext(staff, general.id, room);
    await move(first, 'recalls');
    await yes(
      apiOf(there, { slug: clinic.slug, token: first.tracking_token }).post(`/track/${first.tracking_token}/arrival`),
    );
    await everybodySees('serving', ['A001']);
    await move(first, 'completion');
    await callNext(staff, blood.id, room);

    // Everybody's screen is the database's board, and every public one heard the same.
    await eventually(async () => {
      for (const screen of screens)
        expect(screen.board()).toEqual(
          await boardFor(screen === tablet ? staff : display, screen.board()?.queue_id ?? ''),
        );
    });
    const spoken = tv.events.filter(({ type }) => type === 'entry.called' || type === 'entry.recalled');
    expect(spoken.map(({ type, ticket_number }) => `${type} ${ticket_number}`)).toEqual([
      'entry.called A001',
      'entry.called A002',
      'entry.called A003',
      'entry.called A001',
      'entry.recalled A001',
    ]);
    phones.forEach((phone) => expect(phone.events).toEqual(tv.events));
    expect(JSON.stringify(publicScreens.map((screen) => [screen.board(), screen.events]))).not.toContain(CANARY);
    expect(JSON.stringify(await boardFor(staff, blood.id))).toContain(CANARY);
  } finally {
    screens.forEach((screen) => screen.close());
  }
});

async function boardFor(who: Api, queueId: string): Promise<unknown> {
  return yes(who.get(`/queues/${queueId}/board`));
}
