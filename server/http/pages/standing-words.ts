import type { Language } from '../../../models/vocabulary.ts';

/** What somebody reads who opens a screen of an organization that does not answer. An open screen says the same by itself. */
export const STANDING_WORDS: Record<Language, { suspended: string; hint: string; closed: string }> = {
  en: {
    suspended: 'This organization is paused',
    hint: 'Nothing is lost. This screen comes back by itself as soon as it goes on.',
    closed: 'This organization has been closed',
  },
  de: {
    suspended: 'Diese Organisation ist vorübergehend angehalten',
    hint: 'Nichts geht verloren. Diese Seite kommt von selbst zurück, sobald es weitergeht.',
    closed: 'Diese Organisation wurde geschlossen',
  },
  es: {
    suspended: 'Esta organización está suspendida temporalmente',
    hint: 'No se pierde nada. Esta pantalla volverá sola en cuanto se reanude el servicio.',
    closed: 'Esta organización se ha cerrado',
  },
  ar: {
    suspended: 'هذه المؤسسة متوقفة مؤقتًا',
    hint: 'لن يضيع شيء. ستعود هذه الشاشة تلقائيًا عند استئناف الخدمة.',
    closed: 'أُغلقت هذه المؤسسة',
  },
  hi: {
    suspended: 'यह संस्था अभी अस्थायी रूप से रुकी हुई है',
    hint: 'कुछ भी नष्ट नहीं हुआ है। सेवा शुरू होते ही यह स्क्रीन अपने आप लौट आएगी।',
    closed: 'यह संस्था बंद कर दी गई है',
  },
};
