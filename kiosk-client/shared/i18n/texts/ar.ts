import type { Translation } from '../catalogue.ts';
import type { en } from './en.ts';

export const ar: Translation<typeof en, 'ar'> = {
  live: 'مباشر',
  connecting: 'جارٍ الاتصال',
  reconnecting: 'جارٍ إعادة الاتصال',
  last_known: 'آخر تحديث {time}',
  language: 'اللغة',
  close: 'إغلاق',
  cancel: 'إلغاء',
  try_again: 'حاول مرة أخرى',
  problem: 'حدث خطأ ما',
  offline: 'لا يوجد اتصال. تحقق من الشبكة وحاول مرة أخرى.',
  dismiss: 'إخفاء',
  suspended: 'هذه المؤسسة متوقفة مؤقتًا',
  suspended_hint: 'لن يضيع شيء. ستعود هذه الشاشة تلقائيًا عند استئناف الخدمة.',
  closed: 'أُغلقت هذه المؤسسة',
  copy: 'نسخ',
  copied: 'تم النسخ',
  copy_by_hand: 'تعذّر النسخ. النص محدد: انسخه يدويًا.',
};
