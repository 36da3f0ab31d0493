import type { Translation } from '../../i18n/catalogue.ts';
import type { en } from './en.ts';

export const ar: Translation<typeof en, 'ar'> = {
  email: 'البريد الإلكتروني',
  password: 'كلمة المرور',
  sign_in: 'تسجيل الدخول',
  link_over: 'لم يعد رابط الدخول هذا صالحًا. سجّل الدخول بكلمة المرور.',
  one_moment: 'لحظة من فضلك …',
  try_again: 'أعد المحاولة',
};
