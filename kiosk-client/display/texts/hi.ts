import type { Translation } from '../../shared/i18n/catalogue.ts';
import type { en } from './en.ts';

export const hi: Translation<typeof en, 'hi'> = {
  now_calling: 'अब बुलाया जा रहा है',
  calling_again: 'फिर से बुलाया जा रहा है',
  last_called: 'पिछला बुलावा',
  welcome: 'स्वागत है',
  welcome_hint: 'आपका नंबर यहाँ दिखेगा, और यह भी कि कहाँ जाना है।',
  recent: 'हाल के बुलावे',
  nobody_called: 'अभी कोई बुलावा नहीं',
  missed: 'छूट गए',
  missed_hint: 'कृपया रिसेप्शन पर पूछें',
  next: 'अगले',
  nobody_waiting: 'कोई प्रतीक्षा में नहीं',
  waiting: { one: '{count} प्रतीक्षा में', other: '{count} प्रतीक्षा में' },
  wait_range: 'लगभग {from} से {to} मिनट',
  wait_about: 'लगभग {to} मिनट',
  wait_long: { one: '{count} घंटे से ज़्यादा', other: '{count} घंटे से ज़्यादा' },
  no_wait: 'कोई प्रतीक्षा नहीं',
  paused: 'रुका हुआ',
  paused_until: '{time} तक रुका हुआ',
  closed: 'बंद',
  sound_off: 'आवाज़ बंद है। चालू करने के लिए छुएँ',
  ask_at_desk: 'कृपया रिसेप्शन पर पूछें',
  ask_why: 'इस स्क्रीन का संपर्क {time} से टूटा हुआ है।',
  no_queues: 'यह स्क्रीन अभी कोई कतार नहीं दिखाती',
  no_queues_hint: 'इसकी कतारें व्यवस्थापन में “स्क्रीन” के अंतर्गत चुनें।',
};
