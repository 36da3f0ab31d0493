import type { Language } from '../../../models/vocabulary.ts';

/** What somebody reads who has scanned the sheet at the door. */
export type JoinWords = {
  choose: string;
  take: string;
  waiting(people: number): string;
  about: string;
  closed: string;
  paused: string;
  full: string;
  none: string;
  others: string;
};

export const JOIN_WORDS: Record<Language, JoinWords> = {
  en: {
    choose: 'What do you come for?',
    take: 'Take a number',
    waiting: (people) => (people === 0 ? 'Nobody is waiting.' : `Waiting now: ${people}`),
    about: 'You may wait where you like. This phone shows your place and tells you when it is your turn.',
    closed: 'Closed at the moment. Please ask at the desk.',
    paused: 'No numbers at the moment. Please look again later.',
    full: 'No more numbers at the moment. Please ask at the desk.',
    none: 'Nobody can take a number by phone here. Please ask at the desk.',
    others: 'Other queues',
  },
  de: {
    choose: 'Wofür kommen Sie?',
    take: 'Nummer ziehen',
    waiting: (people) => (people === 0 ? 'Niemand wartet.' : `Es warten jetzt: ${people}`),
    about: 'Sie können warten, wo Sie möchten. Dieses Handy zeigt Ihren Platz und sagt Ihnen, wann Sie dran sind.',
    closed: 'Zurzeit geschlossen. Bitte fragen Sie am Empfang.',
    paused: 'Zurzeit gibt es keine Nummern. Bitte sehen Sie später noch einmal nach.',
    full: 'Zurzeit gibt es keine weiteren Nummern. Bitte fragen Sie am Empfang.',
    none: 'Hier kann man nicht per Handy eine Nummer ziehen. Bitte fragen Sie am Empfang.',
    others: 'Andere Warteschlangen',
  },
  es: {
    choose: '¿A qué viene?',
    take: 'Tomar número',
    waiting: (people) => (people === 0 ? 'No espera nadie.' : `Esperan ahora: ${people}`),
    about: 'Puede esperar donde quiera. Este móvil muestra su lugar y le avisa cuando sea su turno.',
    closed: 'Cerrado en este momento. Pregunte en recepción.',
    paused: 'Ahora no se dan números. Vuelva a mirar más tarde.',
    full: 'Ahora no hay más números. Pregunte en recepción.',
    none: 'Aquí no se puede tomar número con el móvil. Pregunte en recepción.',
    others: 'Otras colas',
  },
  ar: {
    choose: 'لماذا أتيت؟',
    take: 'خذ رقمًا',
    waiting: (people) => (people === 0 ? 'لا أحد ينتظر.' : `ينتظرون الآن: ${people}`),
    about: 'يمكنك الانتظار حيث تشاء. يعرض هذا الهاتف دورك ويخبرك عندما يحين.',
    closed: 'مغلق حاليًا. يُرجى السؤال في الاستقبال.',
    paused: 'لا تُعطى أرقام حاليًا. يُرجى المحاولة لاحقًا.',
    full: 'لا مزيد من الأرقام حاليًا. يُرجى السؤال في الاستقبال.',
    none: 'لا يمكن أخذ رقم بالهاتف هنا. يُرجى السؤال في الاستقبال.',
    others: 'طوابير أخرى',
  },
  hi: {
    choose: 'आप किस काम से आए हैं?',
    take: 'नंबर लें',
    waiting: (people) => (people === 0 ? 'कोई इंतज़ार में नहीं है।' : `अभी इंतज़ार में: ${people}`),
    about: 'आप जहाँ चाहें इंतज़ार कर सकते हैं। यह फ़ोन आपकी जगह दिखाता है और बारी आने पर बताता है।',
    closed: 'अभी बंद है। कृपया काउंटर पर पूछें।',
    paused: 'अभी नंबर नहीं दिए जा रहे। कृपया बाद में देखें।',
    full: 'अभी और नंबर नहीं हैं। कृपया काउंटर पर पूछें।',
    none: 'यहाँ फ़ोन से नंबर नहीं लिया जा सकता। कृपया काउंटर पर पूछें।',
    others: 'दूसरी कतारें',
  },
};
