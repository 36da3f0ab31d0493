import { catalogue, type Source, type Translation } from '../i18n/catalogue.ts';

const en = {
  title: 'Pair this screen',
  how: 'Open this address on your phone or computer, sign in, and enter the code.',
  code: 'Code',
  scan: 'Or scan this with your phone.',
  starting: 'One moment',
  offline: 'No connection to the server. Trying again.',
  new_name: 'This screen is called',
} as const satisfies Source;

const de: Translation<typeof en, 'de'> = {
  title: 'Diesen Bildschirm koppeln',
  how: 'Öffnen Sie diese Adresse am Handy oder Computer, melden Sie sich an und geben Sie den Code ein.',
  code: 'Code',
  scan: 'Oder mit dem Handy scannen.',
  starting: 'Einen Moment',
  offline: 'Keine Verbindung zum Server. Neuer Versuch läuft.',
  new_name: 'Dieser Bildschirm heißt',
};

const es: Translation<typeof en, 'es'> = {
  title: 'Vincular esta pantalla',
  how: 'Abra esta dirección en su móvil u ordenador, inicie sesión e introduzca el código.',
  code: 'Código',
  scan: 'O escanéelo con su móvil.',
  starting: 'Un momento',
  offline: 'Sin conexión con el servidor. Reintentando.',
  new_name: 'Esta pantalla se llama',
};

const ar: Translation<typeof en, 'ar'> = {
  title: 'إقران هذه الشاشة',
  how: 'افتح هذا العنوان على هاتفك أو حاسوبك، وسجّل الدخول، ثم أدخل الرمز.',
  code: 'الرمز',
  scan: 'أو امسح الرمز بهاتفك.',
  starting: 'لحظة من فضلك',
  offline: 'لا يوجد اتصال بالخادم. تجري إعادة المحاولة.',
  new_name: 'اسم هذه الشاشة',
};

const hi: Translation<typeof en, 'hi'> = {
  title: 'इस स्क्रीन को जोड़ें',
  how: 'यह पता अपने फ़ोन या कंप्यूटर पर खोलें, साइन इन करें और कोड लिखें।',
  code: 'कोड',
  scan: 'या इसे अपने फ़ोन से स्कैन करें।',
  starting: 'कृपया थोड़ा रुकें',
  offline: 'सर्वर से कनेक्शन नहीं है। फिर से प्रयास हो रहा है।',
  new_name: 'इस स्क्रीन का नाम है',
};

export const { t } = catalogue({ en, de, es, ar, hi });
