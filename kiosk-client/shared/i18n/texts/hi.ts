import type { Translation } from '../catalogue.ts';
import type { en } from './en.ts';

export const hi: Translation<typeof en, 'hi'> = {
  live: 'लाइव',
  connecting: 'संपर्क जोड़ा जा रहा है',
  reconnecting: 'संपर्क फिर से जोड़ा जा रहा है',
  last_known: '{time} बजे की स्थिति',
  language: 'भाषा',
  close: 'बंद करें',
  cancel: 'रद्द करें',
  try_again: 'फिर से प्रयास करें',
  problem: 'कुछ गड़बड़ हो गई',
  offline: 'कनेक्शन नहीं है। कृपया नेटवर्क जाँचें और फिर से प्रयास करें।',
  dismiss: 'हटाएँ',
  suspended: 'यह संस्था अभी अस्थायी रूप से रुकी हुई है',
  suspended_hint: 'कुछ भी नष्ट नहीं हुआ है। सेवा शुरू होते ही यह स्क्रीन अपने आप लौट आएगी।',
  closed: 'यह संस्था बंद कर दी गई है',
  copy: 'कॉपी करें',
  copied: 'कॉपी हो गया',
  copy_by_hand: 'कॉपी नहीं हो सका। पाठ चुना हुआ है: कृपया स्वयं कॉपी करें।',
};
