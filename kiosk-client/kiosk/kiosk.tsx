import { useSignal } from '@preact/signals';
import { useCallback, useEffect, useMemo, useRef } from 'preact/hooks';
import type { Joined } from '../../realtime/contract/commands.ts';
import type { EntranceAppointment, EntranceCheckIn } from '../../realtime/contract/resources/check-ins.ts';
import type { OwnDevice } from '../../realtime/contract/resources/devices.ts';
import { api, ApiProblem, newKey } from '../shared/api.ts';
import { chooseLanguage, language, languages } from '../shared/i18n/language.ts';
import { page } from '../shared/page.ts';
import type { PairedDevice } from '../shared/pairing/paired-device.ts';
import { PairingScreen } from '../shared/pairing/pairing-screen.tsx';
import { ConnectionBadge } from '../shared/ui/connection-badge.tsx';
import { walkWithArrows } from './arrows.ts';
import { askPatiently } from './ask-patiently.ts';
import { hearScanner } from './check-in/wedge-scanner.ts';
import { Idle } from './idle.tsx';
import { joinableQueues } from './joinable-queues.ts';
import { isKeyed, writtenPhone } from './keyed-phone.ts';
import { listenFromAfar } from './listen-from-afar.ts';
import { Step } from './step.tsx';
import { useSettled } from './use-settled.ts';
import { after, newVisit, type Deed, type Visit } from './visit.ts';
import './kiosk.css';

/** The tablet at the entrance: language, service or appointment, number. */
export function Kiosk({ device: { pairing, look, attach } }: { device: PairedDevice }) {
  const state = pairing.value;
  if (state.step !== 'paired') return <PairingScreen pairing={state} />;
  return <Visits device={state.device} token={state.token} unpaired={look} attach={attach} />;
}

type VisitsProps = { device: OwnDevice; token: string; unpaired: () => void; attach: PairedDevice['attach'] };

function Visits({ device, token, unpaired, attach }: VisitsProps) {
  const several = languages.value.length;
  const visit = useSignal<Visit>(newVisit(several));
  const source = useMemo(() => joinableQueues(token, unpaired), [token, unpaired]);
  useEffect(() => source.stop, [source]);
  // Other queues may have been given to this tablet.
  useEffect(() => source.ask(), [source, device]);
  useEffect(
    () => listenFromAfar({ token, attach, unpaired, idle: () => visit.peek().step === newVisit(several).step }),
    [token, attach, unpaired, visit, several],
  );
  const root = useRef<HTMLDivElement>(null);

  /** Whether it changed anything: a second tap does not. */
  const happen = useCallback(
    (deed: Deed): boolean => {
      const before = visit.peek();
      visit.value = after(before, deed);
      return visit.peek() !== before;
    },
    [visit],
  );
  const home = useCallback(() => {
    const [first] = languages.value;
    if (first !== undefined) chooseLanguage(first, { keep: false });
    visit.value = newVisit(languages.value.length);
  }, [visit]);

  async function join(): Promise<void> {
    const joining = visit.peek();
    if (joining.step !== 'joining') return;
    const { queueId, key, phone } = joining.wish;
    const body = {
      language: language.value,
      ...(phone !== null && isKeyed(phone) && { phone: writtenPhone(phone) }),
    };
    try {
      const joined = await askPatiently((timeout) =>
        api.post<Joined>(`/queues/${queueId}/entries`, body, { token, idempotencyKey: key, timeout }),
      );
      happen({ type: 'joined', key, joined });
    } catch (problem) {
      const code = problem instanceof ApiProblem ? problem.code : 'internal_error';
      const wrongPhone = problem instanceof ApiProblem && problem.errors.some(({ path }) => path === 'body.phone');
      happen({ type: 'refused', key, code, wrongPhone });
    }
    source.ask();
  }

  /** Looks the appointment up that is shown, or checks in for the one that was looked at. */
  async function askFor(): Promise<void> {
    const shown = visit.peek();
    if (!('asking' in shown) || shown.asking === null) return;
    const { asking, step: at } = shown;
    const ask = <T,>(path: string) =>
      askPatiently((timeout) => api.post<T>(path, asking.shown, { token, idempotencyKey: asking.key, timeout }));
    const { key } = asking;
    try {
      if (at === 'appointment') happen({ type: 'joined', key, joined: await ask<EntranceCheckIn>('/check-ins') });
      else happen({ type: 'found', key, appointment: await ask<EntranceAppointment>('/check-in-lookups') });
    } catch (problem) {
      happen({ type: 'not_shown', key, code: problem instanceof ApiProblem ? problem.code : 'internal_error' });
    }
  }
  const takesAppointments = device.check_in !== 'none';
  useEffect(() => {
    if (!takesAppointments) return undefined;
    return hearScanner((text) => {
      if (happen({ type: 'scanned', text, key: newKey() })) void askFor();
    });
  }, [takesAppointments, token, happen]);

  const { step } = visit.value;
  useEffect(() => {
    // The new screen is read from its beginning, and arrow keys begin at its first button.
    root.current?.querySelector('h1')?.focus();
  }, [step]);
  useEffect(() => (root.current ? walkWithArrows(root.current) : undefined), []);
  useEffect(() => {
    // A page that is left may be brought back as it was, to somebody else.
    addEventListener('pagehide', home);
    return () => removeEventListener('pagehide', home);
  }, [home]);

  const settled = useSettled(step);
  const offer = source.offer.value;
  const isBusy = step === 'joining' || ('asking' in visit.value && visit.value.asking !== null);
  const atHome = step === newVisit(several).step;
  const { name, logo_url, time_zone } = page.organization;
  return (
    <div class={`kiosk kiosk--${step}${settled ? '' : ' kiosk--settling'}`} ref={root}>
      <header class="kiosk__header">
        {logo_url !== null && <img class="kiosk__logo" src={logo_url} alt="" />}
        <p class="kiosk__name">{name}</p>
        <ConnectionBadge status={offer.status} asOf={offer.asOf} timeZone={time_zone} />
      </header>
      <main class="kiosk__main">
        <Step
          visit={visit.value}
          device={device}
          offer={offer}
          happen={happen}
          join={() => void join()}
          askFor={() => void askFor()}
          home={home}
          timer={(typed = visit.value.step === 'phone' && isKeyed(visit.value.phone)) =>
            !atHome && !isBusy && <Idle key={step} over={home} asksFirst={typed} />
          }
        />
      </main>
    </div>
  );
}
