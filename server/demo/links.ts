import { renderUnicodeCompact } from 'uqr';
import { makeSignInLink } from '../access/sign-in-link.ts';
import { systemOf } from '../access/system-of.ts';
import { trackingToken } from '../access/tracking-token.ts';
import type { Addresses } from '../addresses.ts';
import { joinQueue } from '../commands/entries/join-queue.ts';
import type { Doors } from '../doors.ts';
import { CITY_CLINIC, SHOWN } from './city-clinic.ts';
import type { Clinic } from './clinic.ts';
import { demoDeviceToken } from './device-token.ts';
import type { DemoSite } from './site.ts';

const SIGNED_IN_SECONDS = 7 * 24 * 3_600;

/** What is printed after the start: every screen, signed in. */
export async function demoLinks(clinic: Clinic, { doors, keys, addresses, base }: DemoSite): Promise<string> {
  const { organizationId } = clinic;
  const signIn = (email: string) => {
    const user = clinic.users.find((one) => one.email === email);
    return user && `#sign-in=${makeSignInLink(keys, { organizationId, userId: user.id, seconds: SIGNED_IN_SECONDS })}`;
  };
  const screen = (kind: 'display' | 'kiosk') => {
    const ofKind = clinic.devices.filter((one) => one.kind === kind);
    // Whoever tries the administration may have given it another name.
    const device = ofKind.find((one) => one.name === SHOWN[kind]) ?? ofKind[0];
    return device && `#token=${demoDeviceToken(keys, organizationId, device.id).token}`;
  };
  const patient = await waitingPatient(clinic, doors);
  const place = patient && `${base}/t/${trackingToken(keys, organizationId, patient.entryId)}`;
  const links = [
    ['Display', 'the screen in the waiting room', `${base}/display${screen('display') ?? ''}`],
    ['Kiosk', 'the tablet at the entrance that gives numbers', `${base}/kiosk${screen('kiosk') ?? ''}`],
    ['Staff', 'calls the next person: open Room 3 and call', `${base}/staff${signIn(SHOWN.staff) ?? ''}`],
    ['Admin', 'offices, queues, people and screens', `${base}/admin${signIn(SHOWN.admin) ?? ''}`],
    ['Book', 'the page where patients book a time', `${base}/book`],
    ...(patient && place ? [['Patient', `the phone of ${patient.ticketNumber}`, place]] : []),
  ];
  return [
    `${CITY_CLINIC.name}, a demo. Every link is signed in:`,
    '',
    ...links.flatMap(([name = '', says = '', path = '']) => [
      `  ${name.padEnd(8)} ${says}`,
      `  ${addresses.here}${path}`,
      '',
    ]),
    ...(place ? forThePhone(addresses, place) : []),
  ].join('\n');
}

function forThePhone({ network }: Addresses, place: string): string[] {
  if (network === null) return ['  For phones and tablets of your network, start with HOST=0.0.0.0.', ''];
  return [
    '  For a phone in the same network, the patient:',
    '',
    renderUnicodeCompact(network + place, { border: 2 }),
    '',
  ];
}

/** Somebody who waits at the end of the shown queue, so that there is something to watch. */
async function waitingPatient(
  { organizationId, queues }: Clinic,
  doors: Doors,
): Promise<{ entryId: string; ticketNumber: string } | null> {
  const queue = queues.find(({ prefix }) => prefix === SHOWN.queue);
  if (!queue) return null;
  const [last] = await doors.snapshot(systemOf(organizationId), (tx) =>
    tx.query<{ id: string; ticket_number: string }>({
      name: 'demo-last-waiting',
      text: `SELECT id, ticket_number FROM entries WHERE organization_id = $1 AND queue_id = $2 AND status = 'waiting'
             ORDER BY lane DESC, rank DESC, seq DESC LIMIT 1`,
      values: [organizationId, queue.id],
    }),
  );
  if (last) return { entryId: last.id, ticketNumber: last.ticket_number };
  const { entry } = await doors.transact({ kind: 'public', organizationId, id: null }, (tx) =>
    joinQueue(tx, { queue_id: queue.id }),
  );
  return { entryId: entry.id, ticketNumber: entry.ticket_number };
}
