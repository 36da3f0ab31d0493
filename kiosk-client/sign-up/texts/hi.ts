import type { Translation } from '../../shared/i18n/catalogue.ts';
import type { en } from './en.ts';

export const hi: Translation<typeof en, 'hi'> = {
  title: 'संस्था बनाएँ',
  about: 'ऐसी कतारें जिनमें खड़ा नहीं रहना पड़ता। यहाँ से पहला नंबर बुलाने तक पाँच मिनट लगते हैं।',
  organization: 'संस्था',
  name: 'नाम',
  name_hint: 'जैसा दरवाज़े पर लिखा है। हर स्क्रीन पर दिखता है।',
  name_wrong: 'कृपया नाम दें।',
  slug: 'पता',
  slug_hint: 'आपकी स्क्रीन {address} पर मिलेंगी',
  slug_taken: '“{slug}” पहले से लिया जा चुका है। कृपया दूसरा चुनें, जैसे अपने शहर के नाम के साथ।',
  slug_wrong: 'अंग्रेज़ी के छोटे अक्षर, अंक और डैश, 3 से 63।',
  time_zone: 'समय क्षेत्र',
  time_zone_hint: 'इससे तय होता है कि दिन कब शुरू हो और नंबर फिर 1 से चलें।',
  time_zone_wrong: 'कृपया सूची में से एक चुनें, जैसे Asia/Kolkata।',
  you: 'आप',
  owner: 'आपका नाम',
  email: 'ई-मेल',
  email_hint: 'साइन इन करने के लिए।',
  email_wrong: 'यह ई-मेल पता नहीं है।',
  password: 'पासवर्ड',
  create: 'संस्था बनाएँ',
};
