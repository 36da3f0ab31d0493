import type { Translation } from '../../i18n/catalogue.ts';
import type { en } from './en.ts';

export const ar: Translation<typeof en, 'ar'> = {
  email: 'البريد الإلكتروني',
  password: 'كلمة المرور',
  sign_in: 'تسجيل الدخول',
  link_over: 'لم يعد رابط الدخول هذا صالحًا. سجّل الدخول بكلمة المرور.',
  one_moment: 'لحظة من فضلك …',
  try_again: 'أعد المحاولة',
  sign_in_other: 'حساب آخر',
  code: 'الرمز',
  code_hint: 'ستة أرقام من التطبيق على هاتفك.',
  recovery_code: 'رمز الاسترداد',
  recovery_code_hint: 'أحد الرموز التي احتفظت بها عند تفعيل العامل الثاني. كل رمز صالح مرة واحدة.',
  use_recovery_code: 'استخدام رمز استرداد',
  use_app: 'استخدام التطبيق',
  second_step: 'خطوة أخيرة',
  forgot: 'نسيت كلمة المرور؟',
  wait_seconds: {
    zero: 'حاول مجددًا الآن.',
    one: 'حاول مجددًا بعد ثانية.',
    two: 'حاول مجددًا بعد ثانيتين.',
    few: 'حاول مجددًا بعد {count} ثوانٍ.',
    many: 'حاول مجددًا بعد {count} ثانية.',
    other: 'حاول مجددًا بعد {count} ثانية.',
  },
  wait_minutes: {
    zero: 'حاول مجددًا الآن.',
    one: 'حاول مجددًا بعد دقيقة.',
    two: 'حاول مجددًا بعد دقيقتين.',
    few: 'حاول مجددًا بعد {count} دقائق.',
    many: 'حاول مجددًا بعد {count} دقيقة.',
    other: 'حاول مجددًا بعد {count} دقيقة.',
  },
  used_of: 'المستخدم {used} من {most}.',
};
