import type { Language } from '../../../models/vocabulary.ts';

/** What stands on the pages that are not screens: the front doors, and every "no" that somebody meets who opened an address. */
export type PageWords = Readonly<
  Record<
    | 'display'
    | 'display_about'
    | 'kiosk'
    | 'kiosk_about'
    | 'staff'
    | 'staff_about'
    | 'admin'
    | 'admin_about'
    | 'account'
    | 'account_about'
    | 'welcome'
    | 'sign_up'
    | 'for_programs'
    | 'old_link'
    | 'old_link_about'
    | 'not_found'
    | 'not_found_about'
    | 'unknown_organization'
    | 'unknown_organization_about'
    | 'too_many_requests'
    | 'unavailable'
    | 'sign_up_closed'
    | 'not_possible',
    string
  >
>;

export const PAGE_WORDS: Record<Language, PageWords> = {
  en: {
    display: 'Display',
    display_about: 'the screen in the waiting room',
    kiosk: 'Kiosk',
    kiosk_about: 'the tablet at the entrance that gives numbers',
    staff: 'Staff',
    staff_about: 'calls the next person',
    admin: 'Administration',
    admin_about: 'offices, queues, people and screens',
    account: 'Your account',
    account_about: 'password, second factor and where you are signed in',
    welcome: 'Queues that people need not stand in. Every organization has its own address here:',
    sign_up: 'Create an organization',
    for_programs: 'For programs: the API',
    old_link: 'This link is not in use any more.',
    old_link_about:
      'A ticket’s page closes some time after the visit. If you are still waiting, please ask at the desk.',
    not_found: 'There is no such thing here.',
    not_found_about: 'Perhaps the address was not typed as it was meant.',
    unknown_organization: 'There is no such organization.',
    unknown_organization_about: 'Open this screen at the address of your organization:',
    too_many_requests: 'Too many requests. Try again shortly.',
    unavailable: 'The service cannot answer at the moment. Try again.',
    sign_up_closed: 'New organizations are made by whoever runs this service.',
    not_possible: 'This page cannot be shown.',
  },
  de: {
    display: 'Anzeige',
    display_about: 'der Bildschirm im Wartezimmer',
    kiosk: 'Nummernausgabe',
    kiosk_about: 'das Tablet am Eingang, das Nummern ausgibt',
    staff: 'Personal',
    staff_about: 'ruft die nächste Person auf',
    admin: 'Verwaltung',
    admin_about: 'Standorte, Warteschlangen, Personen und Bildschirme',
    account: 'Ihr Konto',
    account_about: 'Passwort, zweiter Faktor und wo Sie angemeldet sind',
    welcome: 'Warteschlangen, in denen niemand stehen muss. Jede Organisation hat hier eine eigene Adresse:',
    sign_up: 'Organisation anlegen',
    for_programs: 'Für Programme: die Schnittstelle (API)',
    old_link: 'Dieser Link gilt nicht mehr.',
    old_link_about:
      'Die Seite einer Nummer schließt einige Zeit nach dem Besuch. Wenn Sie noch warten, fragen Sie bitte am Empfang.',
    not_found: 'Das gibt es hier nicht.',
    not_found_about: 'Vielleicht ist die Adresse anders gemeint, als sie geschrieben wurde.',
    unknown_organization: 'Diese Organisation gibt es nicht.',
    unknown_organization_about: 'Öffnen Sie diesen Bildschirm unter der Adresse Ihrer Organisation:',
    too_many_requests: 'Zu viele Anfragen. Bitte versuchen Sie es gleich noch einmal.',
    unavailable: 'Der Dienst kann gerade nicht antworten. Bitte versuchen Sie es noch einmal.',
    sign_up_closed: 'Neue Organisationen legt an, wer diesen Dienst betreibt.',
    not_possible: 'Diese Seite kann nicht gezeigt werden.',
  },
  es: {
    display: 'Pantalla',
    display_about: 'la pantalla de la sala de espera',
    kiosk: 'Quiosco',
    kiosk_about: 'la tableta de la entrada que da los números',
    staff: 'Personal',
    staff_about: 'llama a la siguiente persona',
    admin: 'Administración',
    admin_about: 'centros, colas, personas y pantallas',
    account: 'Su cuenta',
    account_about: 'contraseña, segundo factor y dónde tiene la sesión iniciada',
    welcome: 'Colas en las que nadie tiene que estar de pie. Cada organización tiene aquí su propia dirección:',
    sign_up: 'Crear una organización',
    for_programs: 'Para programas: la API',
    old_link: 'Este enlace ya no está en uso.',
    old_link_about:
      'La página de un número se cierra un tiempo después de la visita. Si todavía espera, pregunte en el mostrador.',
    not_found: 'Aquí no hay nada con ese nombre.',
    not_found_about: 'Quizá la dirección no se escribió bien.',
    unknown_organization: 'No existe esa organización.',
    unknown_organization_about: 'Abra esta pantalla en la dirección de su organización:',
    too_many_requests: 'Demasiadas peticiones. Inténtelo de nuevo en un momento.',
    unavailable: 'El servicio no puede responder en este momento. Inténtelo de nuevo.',
    sign_up_closed: 'Las organizaciones nuevas las crea quien gestiona este servicio.',
    not_possible: 'No se puede mostrar esta página.',
  },
  ar: {
    display: 'شاشة العرض',
    display_about: 'الشاشة في غرفة الانتظار',
    kiosk: 'جهاز الأرقام',
    kiosk_about: 'الجهاز اللوحي عند المدخل الذي يعطي الأرقام',
    staff: 'الموظفون',
    staff_about: 'نداء الشخص التالي',
    admin: 'الإدارة',
    admin_about: 'المواقع والطوابير والأشخاص والشاشات',
    account: 'حسابك',
    account_about: 'كلمة المرور والعامل الثاني وأماكن تسجيل دخولك',
    welcome: 'طوابير لا يحتاج أحد إلى الوقوف فيها. لكل مؤسسة هنا عنوانها الخاص:',
    sign_up: 'إنشاء مؤسسة',
    for_programs: 'للبرامج: واجهة API',
    old_link: 'لم يعد هذا الرابط مستخدمًا.',
    old_link_about: 'تُغلق صفحة الرقم بعد الزيارة بمدة. إذا كنت لا تزال تنتظر، فيرجى السؤال في الاستقبال.',
    not_found: 'لا يوجد شيء كهذا هنا.',
    not_found_about: 'ربما لم يُكتب العنوان كما ينبغي.',
    unknown_organization: 'لا توجد مؤسسة بهذا الاسم.',
    unknown_organization_about: 'افتح هذه الشاشة على عنوان مؤسستك:',
    too_many_requests: 'طلبات كثيرة جدًا. حاول مرة أخرى بعد قليل.',
    unavailable: 'لا تستطيع الخدمة الرد الآن. حاول مرة أخرى.',
    sign_up_closed: 'المؤسسات الجديدة ينشئها مشغّل هذه الخدمة.',
    not_possible: 'لا يمكن عرض هذه الصفحة.',
  },
  hi: {
    display: 'डिस्प्ले',
    display_about: 'प्रतीक्षा कक्ष की स्क्रीन',
    kiosk: 'कियोस्क',
    kiosk_about: 'प्रवेश द्वार का टैबलेट, जो नंबर देता है',
    staff: 'कर्मचारी',
    staff_about: 'अगले व्यक्ति को बुलाना',
    admin: 'व्यवस्थापन',
    admin_about: 'केंद्र, कतारें, लोग और स्क्रीन',
    account: 'आपका खाता',
    account_about: 'पासवर्ड, दूसरा सुरक्षा चरण और आप कहाँ-कहाँ साइन इन हैं',
    welcome: 'ऐसी कतारें जिनमें खड़ा नहीं रहना पड़ता। यहाँ हर संस्था का अपना पता है:',
    sign_up: 'संस्था बनाएँ',
    for_programs: 'प्रोग्रामों के लिए: एपीआई',
    old_link: 'यह लिंक अब उपयोग में नहीं है।',
    old_link_about: 'टोकन का पेज मुलाक़ात के कुछ समय बाद बंद हो जाता है। यदि आप अब भी प्रतीक्षा कर रहे हैं, तो कृपया रिसेप्शन पर पूछें।',
    not_found: 'यहाँ ऐसा कुछ नहीं है।',
    not_found_about: 'शायद पता ठीक से नहीं लिखा गया।',
    unknown_organization: 'ऐसी कोई संस्था नहीं है।',
    unknown_organization_about: 'यह स्क्रीन अपनी संस्था के पते पर खोलें:',
    too_many_requests: 'बहुत अधिक अनुरोध हुए। कृपया थोड़ी देर में फिर से प्रयास करें।',
    unavailable: 'सेवा इस समय उत्तर नहीं दे पा रही है। कृपया फिर से प्रयास करें।',
    sign_up_closed: 'नई संस्थाएँ इस सेवा के संचालक ही बनाते हैं।',
    not_possible: 'यह पेज नहीं दिखाया जा सकता।',
  },
};
