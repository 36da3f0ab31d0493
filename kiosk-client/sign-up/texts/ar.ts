import type { Translation } from '../../shared/i18n/catalogue.ts';
import type { en } from './en.ts';

export const ar: Translation<typeof en, 'ar'> = {
  title: 'إنشاء مؤسسة',
  about: 'طوابير لا يقف فيها أحد. خمس دقائق تفصلك عن نداء أول رقم.',
  organization: 'المؤسسة',
  name: 'الاسم',
  name_hint: 'كما على الباب، ويظهر على كل شاشة.',
  name_wrong: 'اكتب اسمًا من فضلك.',
  slug: 'العنوان',
  slug_hint: 'شاشاتك على {address}',
  slug_taken: '«{slug}» محجوز. اختر غيره، مثلًا مع اسم مدينتك.',
  slug_wrong: 'أحرف لاتينية صغيرة وأرقام وشرطات، من 3 إلى 63.',
  time_zone: 'المنطقة الزمنية',
  time_zone_hint: 'تحدد متى يبدأ اليوم وتبدأ الأرقام من 1.',
  time_zone_wrong: 'اختر واحدة من القائمة مثل Asia/Riyadh.',
  you: 'أنت',
  owner: 'اسمك',
  email: 'البريد الإلكتروني',
  email_hint: 'لتسجيل الدخول.',
  email_wrong: 'هذا ليس عنوان بريد إلكتروني.',
  password: 'كلمة المرور',
  create: 'إنشاء المؤسسة',
};
