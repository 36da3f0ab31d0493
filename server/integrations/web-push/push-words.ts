import type { Language } from '../../../models/vocabulary.ts';

/** What a telephone says on its locked screen. Anybody may read along: a number and a place. */
export const PUSH_WORDS: Record<
  Language,
  {
    called(ticket: string): string;
    goTo(counter: string): string;
    toDesk: string;
    nearly(ticket: string): string;
    back: string;
  }
> = {
  en: {
    called: (ticket) => `${ticket}: it is your turn`,
    goTo: (counter) => `Go to ${counter}`,
    toDesk: 'Please come to the desk',
    nearly: (ticket) => `${ticket}: nearly your turn`,
    back: 'Please come back to the waiting area.',
  },
  de: {
    called: (ticket) => `${ticket}: Sie sind dran`,
    goTo: (counter) => `Bitte gehen Sie zu: ${counter}`,
    toDesk: 'Bitte kommen Sie zum Empfang',
    nearly: (ticket) => `${ticket}: Gleich sind Sie dran`,
    back: 'Bitte kommen Sie zurück in den Wartebereich.',
  },
  es: {
    called: (ticket) => `${ticket}: es su turno`,
    goTo: (counter) => `Diríjase a: ${counter}`,
    toDesk: 'Acérquese a recepción',
    nearly: (ticket) => `${ticket}: casi es su turno`,
    back: 'Vuelva, por favor, a la sala de espera.',
  },
  ar: {
    called: (ticket) => `\u2068${ticket}\u2069: حان دورك`,
    goTo: (counter) => `يرجى التوجه إلى: \u2068${counter}\u2069`,
    toDesk: 'يرجى الحضور إلى الاستقبال',
    nearly: (ticket) => `\u2068${ticket}\u2069: اقترب دورك`,
    back: 'يرجى العودة إلى منطقة الانتظار.',
  },
  hi: {
    called: (ticket) => `${ticket}: अब आपकी बारी है`,
    goTo: (counter) => `कृपया यहाँ जाएँ: ${counter}`,
    toDesk: 'कृपया काउंटर पर आएँ',
    nearly: (ticket) => `${ticket}: आपकी बारी आने वाली है`,
    back: 'कृपया प्रतीक्षा क्षेत्र में वापस आ जाएँ।',
  },
};
