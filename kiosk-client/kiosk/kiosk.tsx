import { useSignal } from '@preact/signals';
import { useCallback, useEffect, useMemo, useRef } from 'preact/hooks';
import type { Joined } from '../../realtime/contract/commands.ts';
import { api, ApiProblem, newKey } from '../shared/api.ts';
import { chooseLanguage, language, languages } from '../shared/i18n/language.ts';
import { page } from '../shared/page.ts';
import type { PairedDevice } from '../shared/pairing/paired-device.ts';
import { PairingScreen } from '../shared/pairing/pairing-screen.tsx';
import { ConnectionBadge } from '../shared/ui/connection-badge.tsx';
import { walkWithArrows } from './arrows.ts';
import { ChooseLanguage } from './choose-language.tsx';
import { ChooseService } from './choose-service.tsx';
import { Countdown } from './countdown.tsx';
import { joinableQueues } from './joinable-queues.ts';
import { ProblemScreen } from './problem-screen.tsx';
import { TicketScreen } from './ticket-screen.tsx';
import { after, newVisit, type Deed, type Visit } from './visit.ts';
import './kiosk.css';

/** The tablet at the entrance: language, service, number. */
export function Kiosk({ device: { pairing, look } }: { device: PairedDevice }) {
  const state = pairing.value;
  return state.step === 'paired' ? <Visits token={state.token} unpaired={look} /> : <PairingScreen pairing={state} />;
}

function Visits({ token, unpaired }: { token: string; unpaired: () => void }) {
  const several = languages.value.length;
  const visit = useSignal<Visit>(newVisit(several));
  const source = useMemo(() => joinableQueues(token, unpaired), [token, unpaired]);
  useEffect(() => source.stop, [source]);
  const root = useRef<HTMLDivElement>(null);

  /** Whether it changed anything: a second tap does not. */
  const happen = (deed: Deed): boolean => {
    const before = visit.value;
    visit.value = after(before, deed);
    return visit.value !== before;
  };
  const home = useCallback(() => {
    const [first] = languages.value;
    if (first !== undefined) chooseLanguage(first, { keep: false });
    visit.value = newVisit(languages.value.length);
  }, [visit]);

  async function join(): Promise<void> {
    const wish = visit.value;
    if (wish.step !== 'joining') return;
    const { queueId, key } = wish;
    try {
      const joined = await api.post<Joined>(
        `/queues/${queueId}/entries`,
        { language: language.value },
        { token, idempotencyKey: key },
      );
      happen({ type: 'joined', key, joined });
    } catch (problem) {
      happen({ type: 'refused', key, code: problem instanceof ApiProblem ? problem.code : 'internal_error' });
    }
    source.ask();
  }

  const { step } = visit.value;
  useEffect(() => {
    // The new screen is read from its beginning, and arrow keys begin at its first button.
    root.current?.querySelector('h1')?.focus();
  }, [step]);
  useEffect(() => (root.current ? walkWithArrows(root.current) : undefined), []);

  const offer = source.offer.value;
  const atHome = step === newVisit(several).step;
  const { name, logo_url, time_zone } = page.organization;
  return (
    <div class={`kiosk kiosk--${step}`} ref={root}>
      <header class="kiosk__header">
        {logo_url !== null && <img class="kiosk__logo" src={logo_url} alt="" />}
        <p class="kiosk__name">{name}</p>
        <ConnectionBadge status={offer.status} asOf={offer.asOf} timeZone={time_zone} />
      </header>
      <main class="kiosk__main">
        <Step
          visit={visit.value}
          queues={offer.queues}
          offline={offer.queues === null && offer.status !== 'connecting'}
          happen={happen}
          join={() => void join()}
          home={home}
        />
      </main>
      <footer class="kiosk__footer">{!atHome && step !== 'joining' && <Countdown key={step} over={home} />}</footer>
    </div>
  );
}

type StepProps = {
  visit: Visit;
  queues: Parameters<typeof ChooseService>[0]['queues'];
  offline: boolean;
  happen: (deed: Deed) => boolean;
  join: () => void;
  home: () => void;
};

function Step({ visit, queues, offline, happen, join, home }: StepProps) {
  switch (visit.step) {
    case 'language':
      return (
        <ChooseLanguage
          choose={(wanted) => {
            chooseLanguage(wanted, { keep: false });
            happen({ type: 'language_chosen' });
          }}
        />
      );
    case 'services':
    case 'joining':
      return (
        <ChooseService
          queues={queues}
          offline={offline}
          joining={visit.step === 'joining' ? visit.queueId : null}
          choose={(queueId) => {
            if (happen({ type: 'service_chosen', queueId, key: newKey() })) join();
          }}
          home={home}
        />
      );
    case 'ticket':
      return (
        <TicketScreen
          joined={visit.joined}
          queue={queues?.find(({ id }) => id === visit.queueId)?.name ?? ''}
          home={home}
        />
      );
    case 'problem':
      return (
        <ProblemScreen
          code={visit.code}
          again={() => {
            if (happen({ type: 'try_again' })) join();
          }}
          back={() => happen({ type: 'back' })}
          home={home}
        />
      );
  }
}
