import type { Language } from '../../../models/vocabulary.ts';

/** What a phone without JavaScript shows. The screen that replaces it has a catalogue of its own. */
export type PlaceWords = {
  number: string;
  before(people: number): string;
  wait(from: number, to: number): string;
  noEstimate: string;
  goTo(counter: string): string;
  called: string;
  serving: string;
  missed: string;
  parked: string;
  over: string;
  moved: string;
  refresh: string;
};

export const PLACE_WORDS: Record<Language, PlaceWords> = {
  en: {
    number: 'Your number',
    before: (people) => (people === 0 ? 'You are next.' : `Before you: ${people}`),
    wait: (from, to) => `about ${from} to ${to} minutes`,
    noEstimate: 'There is no estimate yet.',
    goTo: (counter) => `Please go to ${counter}.`,
    called: 'You are being called.',
    serving: 'You are being served.',
    missed: 'You were called and did not come. Please ask at the desk.',
    parked: 'Please stay nearby: you will be asked in again.',
    over: 'Your visit is over. Thank you.',
    moved: 'You were sent on to another queue.',
    refresh: 'This page looks again every 20 seconds.',
  },
  de: {
    number: 'Ihre Nummer',
    before: (people) => (people === 0 ? 'Sie sind als Nächstes dran.' : `Vor Ihnen: ${people}`),
    wait: (from, to) => `etwa ${from} bis ${to} Minuten`,
    noEstimate: 'Es gibt noch keine Schätzung.',
    goTo: (counter) => `Bitte gehen Sie zu: ${counter}.`,
    called: 'Sie werden aufgerufen.',
    serving: 'Sie sind gerade dran.',
    missed: 'Sie wurden aufgerufen und kamen nicht. Bitte fragen Sie am Empfang.',
    parked: 'Bitte bleiben Sie in der Nähe: Sie werden noch einmal hereingebeten.',
    over: 'Ihr Besuch ist beendet. Vielen Dank.',
    moved: 'Sie wurden in eine andere Warteschlange weitergeschickt.',
    refresh: 'Diese Seite sieht alle 20 Sekunden nach.',
  },
  es: {
    number: 'Su número',
    before: (people) => (people === 0 ? 'Es el siguiente.' : `Antes de usted: ${people}`),
    wait: (from, to) => `entre ${from} y ${to} minutos, aproximadamente`,
    noEstimate: 'Todavía no hay una estimación.',
    goTo: (counter) => `Diríjase a: ${counter}.`,
    called: 'Le están llamando.',
    serving: 'Le están atendiendo.',
    missed: 'Le llamamos y no se presentó. Pregunte en recepción.',
    parked: 'Quédese cerca: le volverán a llamar.',
    over: 'Su visita ha terminado. Gracias.',
    moved: 'Le han enviado a otra cola.',
    refresh: 'Esta página se actualiza cada 20 segundos.',
  },
  ar: {
    number: 'رقمك',
    before: (people) => (people === 0 ? 'أنت التالي.' : `قبلك: ${people}`),
    wait: (from, to) => `نحو ${from} إلى ${to} دقيقة`,
    noEstimate: 'لا يوجد تقدير بعد.',
    goTo: (counter) => `يرجى التوجه إلى: ${counter}.`,
    called: 'يتم نداؤك الآن.',
    serving: 'تتم خدمتك الآن.',
    missed: 'تم نداؤك ولم تحضر. يرجى السؤال في الاستقبال.',
    parked: 'يرجى البقاء قريبًا: سيُطلب منك الدخول مرة أخرى.',
    over: 'انتهت زيارتك. شكرًا لك.',
    moved: 'تم تحويلك إلى قائمة انتظار أخرى.',
    refresh: 'تتحدث هذه الصفحة كل 20 ثانية.',
  },
  hi: {
    number: 'आपका नंबर',
    before: (people) => (people === 0 ? 'अगली बारी आपकी है।' : `आपसे पहले: ${people}`),
    wait: (from, to) => `लगभग ${from} से ${to} मिनट`,
    noEstimate: 'अभी कोई अनुमान नहीं है।',
    goTo: (counter) => `कृपया यहाँ जाएँ: ${counter}।`,
    called: 'आपको बुलाया जा रहा है।',
    serving: 'अब आपकी बारी चल रही है।',
    missed: 'आपको बुलाया गया, पर आप नहीं आए। कृपया रिसेप्शन पर पूछें।',
    parked: 'कृपया पास ही रहें: आपको फिर से बुलाया जाएगा।',
    over: 'आपका काम पूरा हो गया है। धन्यवाद।',
    moved: 'आपको दूसरी कतार में भेजा गया है।',
    refresh: 'यह पेज हर 20 सेकंड में अपने आप देखता है।',
  },
};
