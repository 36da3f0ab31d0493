import type { ComponentChildren } from 'preact';
import type { OwnDevice } from '../../realtime/contract/resources/devices.ts';
import { newKey } from '../shared/api.ts';
import { chooseLanguage, language, languages } from '../shared/i18n/language.ts';
import { serverNow } from '../shared/clock.ts';
import { AskPhone } from './ask-phone.tsx';
import { AppointmentScreen } from './check-in/appointment-screen.tsx';
import { AskBirth } from './check-in/ask-birth.tsx';
import { AskCode } from './check-in/ask-code.tsx';
import { AskName } from './check-in/ask-name.tsx';
import { birthDate } from './check-in/birth-digits.ts';
import { ChooseLanguage } from './choose-language.tsx';
import { ChooseService } from './choose-service.tsx';
import type { Offer } from './joinable-queues.ts';
import { isKeyed, type PhoneKey } from './keyed-phone.ts';
import { OfflineScreen } from './offline-screen.tsx';
import { ProblemScreen } from './problem-screen.tsx';
import { queueName } from './queue-words.ts';
import { TicketScreen } from './ticket-screen.tsx';
import type { Deed, Visit } from './visit.ts';

type Props = {
  visit: Visit;
  device: OwnDevice;
  offer: Offer;
  /** Whether it changed anything. */
  happen: (deed: Deed) => boolean;
  join: () => void;
  /** Asks for the appointment that is shown, or checks in for it. */
  askFor: () => void;
  home: () => void;
  /** `typed`: something would be lost. */
  timer: (typed?: boolean) => ComponentChildren;
};

/** The screen for the present step of a visit. */
export function Step({ visit, device, offer: { queues, status }, happen, join, askFor, home, timer }: Props) {
  const offline = status === 'stale' || (queues === null && status !== 'connecting');
  const { asks_phone, calling_code: callingCode } = device;
  switch (visit.step) {
    case 'language':
      if (offline) return <OfflineScreen spoken={languages.value} />;
      return (
        <ChooseLanguage
          choose={(wanted) => {
            chooseLanguage(wanted, { keep: false });
            happen({ type: 'language_chosen' });
          }}
        />
      );
    case 'services':
      if (offline) return <OfflineScreen spoken={[language.value]} />;
      return (
        <ChooseService
          queues={queues}
          joining={null}
          choose={(queueId) => {
            const asks = { phone: asks_phone, callingCode };
            if (happen({ type: 'service_chosen', queueId, key: newKey(), asks })) join();
          }}
          appointment={device.check_in === 'none' ? null : () => happen({ type: 'appointment_chosen' })}
          home={home}
          timer={timer()}
        />
      );
    case 'phone':
    case 'joining': {
      const wish = visit.step === 'joining' ? visit.wish : null;
      const phone = visit.step === 'joining' ? visit.wish.phone : visit.phone;
      if (phone === null) {
        return (
          <ChooseService
            queues={queues}
            joining={wish?.queueId ?? null}
            choose={() => undefined}
            appointment={device.check_in === 'none' ? null : () => undefined}
            home={home}
            timer={timer()}
          />
        );
      }
      return (
        <AskPhone
          phone={phone}
          callingCode={callingCode}
          wrong={visit.step === 'phone' && visit.wrong}
          joining={wish === null ? null : isKeyed(phone) ? 'with' : 'without'}
          press={(key: PhoneKey) => happen({ type: 'phone_keyed', key, callingCode })}
          give={() => {
            if (happen({ type: 'phone_given', key: newKey() })) join();
          }}
          skip={() => {
            if (happen({ type: 'phone_kept_back', key: newKey() })) join();
          }}
          back={() => happen({ type: 'back' })}
          timer={timer()}
        />
      );
    }
    case 'ticket': {
      const queue = queues?.find(({ id }) => id === visit.queueId);
      return (
        <TicketScreen
          joined={visit.joined}
          queue={queue ? queueName(queue) : ''}
          printer={device}
          home={home}
          timer={timer()}
        />
      );
    }
    case 'code':
      return (
        <AskCode
          typed={visit.typed}
          asking={visit.asking !== null}
          wrong={visit.wrong}
          byName={device.check_in === 'name'}
          press={(key) => happen({ type: 'code_keyed', key })}
          give={() => {
            if (happen({ type: 'code_given', key: newKey() })) askFor();
          }}
          scanned={(text) => {
            if (happen({ type: 'scanned', text, key: newKey() })) askFor();
          }}
          name={() => happen({ type: 'name_wanted' })}
          back={() => happen({ type: 'back' })}
          timer={timer(visit.typed !== '')}
        />
      );
    case 'name':
      return (
        <AskName
          give={(name) => happen({ type: 'name_given', name })}
          back={() => happen({ type: 'back' })}
          timer={timer}
        />
      );
    case 'birth': {
      const date = birthDate(visit.digits, new Date(serverNow()).toISOString().slice(0, 10));
      return (
        <AskBirth
          digits={visit.digits}
          whole={date !== null}
          asking={visit.asking !== null}
          wrong={visit.wrong}
          press={(key) => happen({ type: 'birth_keyed', key })}
          give={() => {
            if (date !== null && happen({ type: 'birth_given', birthDate: date, key: newKey() })) askFor();
          }}
          back={() => happen({ type: 'back' })}
          timer={timer(true)}
        />
      );
    }
    case 'appointment':
      return (
        <AppointmentScreen
          appointment={visit.appointment}
          checkingIn={visit.asking !== null}
          wrong={visit.wrong}
          confirm={() => {
            if (happen({ type: 'confirmed', key: newKey() })) askFor();
          }}
          back={() => happen({ type: 'back' })}
          home={home}
          timer={timer()}
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
          timer={timer()}
        />
      );
  }
}
