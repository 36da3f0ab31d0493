import { languageFor } from '../../../models/rules/language-for.ts';
import type { Language } from '../../../models/vocabulary.ts';
import type { Letter } from './send-mail.ts';

type Words = { organization: string; link: string };
type Text = (words: Words) => Pick<Letter, 'subject' | 'text'>;

const INVITATION: Record<Language, Text> = {
  en: ({ organization, link }) => ({
    subject: `Invitation to ${organization}`,
    text: `You have been invited to work with ${organization} on WaitLessQ.

Choose a password here, within seven days:
${link}

If you did not expect this, there is nothing you need to do.`,
  }),
  de: ({ organization, link }) => ({
    subject: `Einladung zu ${organization}`,
    text: `Sie sind eingeladen, bei ${organization} mit WaitLessQ zu arbeiten.

Wählen Sie hier innerhalb von sieben Tagen ein Passwort:
${link}

Wenn Sie das nicht erwartet haben, müssen Sie nichts tun.`,
  }),
  es: ({ organization, link }) => ({
    subject: `Invitación a ${organization}`,
    text: `Le han invitado a trabajar con ${organization} en WaitLessQ.

Elija aquí una contraseña en un plazo de siete días:
${link}

Si no esperaba este mensaje, no tiene que hacer nada.`,
  }),
  ar: ({ organization, link }) => ({
    subject: `دعوة إلى ${organization}`,
    text: `تمت دعوتك للعمل مع ${organization} على WaitLessQ.

اختر كلمة مرور من هنا خلال سبعة أيام:
${link}

إذا لم تكن تتوقع هذه الرسالة فلا حاجة لفعل أي شيء.`,
  }),
  hi: ({ organization, link }) => ({
    subject: `${organization} का निमंत्रण`,
    text: `आपको WaitLessQ पर ${organization} के साथ काम करने के लिए निमंत्रित किया गया है।

कृपया सात दिन के भीतर यहाँ अपना पासवर्ड चुनें:
${link}

यदि आपको इस संदेश की अपेक्षा नहीं थी, तो आपको कुछ करने की आवश्यकता नहीं है।`,
  }),
};

const RESET: Record<Language, Text> = {
  en: ({ organization, link }) => ({
    subject: `New password for ${organization}`,
    text: `Somebody asked for a new password for your account with ${organization}.

Choose it here, within half an hour:
${link}

If it was not you, there is nothing you need to do: your password stays as it is.`,
  }),
  de: ({ organization, link }) => ({
    subject: `Neues Passwort für ${organization}`,
    text: `Für Ihr Konto bei ${organization} wurde ein neues Passwort angefordert.

Wählen Sie es hier innerhalb einer halben Stunde:
${link}

Wenn Sie das nicht waren, müssen Sie nichts tun: Ihr Passwort bleibt, wie es ist.`,
  }),
  es: ({ organization, link }) => ({
    subject: `Nueva contraseña para ${organization}`,
    text: `Se ha pedido una nueva contraseña para su cuenta en ${organization}.

Elíjala aquí en un plazo de media hora:
${link}

Si no ha sido usted, no tiene que hacer nada: su contraseña no cambia.`,
  }),
  ar: ({ organization, link }) => ({
    subject: `كلمة مرور جديدة لدى ${organization}`,
    text: `طُلبت كلمة مرور جديدة لحسابك لدى ${organization}.

اخترها من هنا خلال نصف ساعة:
${link}

إذا لم تكن أنت من طلبها فلا حاجة لفعل أي شيء: تبقى كلمة مرورك كما هي.`,
  }),
  hi: ({ organization, link }) => ({
    subject: `${organization} के लिए नया पासवर्ड`,
    text: `${organization} में आपके खाते के लिए नया पासवर्ड माँगा गया है।

कृपया आधे घंटे के भीतर इसे यहाँ चुनें:
${link}

यदि यह अनुरोध आपने नहीं किया था, तो आपको कुछ करने की आवश्यकता नहीं है: आपका पासवर्ड वही रहेगा।`,
  }),
};

type Sender = { name: string; languages: readonly string[] };

/** In the organization's first language. */
export function invitationLetter(sender: Sender, to: string, link: string): Letter {
  return { to, ...INVITATION[languageOf(sender)]({ organization: sender.name, link }) };
}

export function resetLetter(sender: Sender, to: string, link: string): Letter {
  return { to, ...RESET[languageOf(sender)]({ organization: sender.name, link }) };
}

function languageOf({ languages }: Sender): Language {
  return languageFor([], languages);
}
