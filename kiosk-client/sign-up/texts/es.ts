import type { Translation } from '../../shared/i18n/catalogue.ts';
import type { en } from './en.ts';

export const es: Translation<typeof en, 'es'> = {
  title: 'Crear una organización',
  about: 'Colas en las que nadie tiene que estar de pie. De aquí al primer número llamado hay cinco minutos.',
  organization: 'La organización',
  name: 'Nombre',
  name_hint: 'Como en la puerta. Lo muestran todas las pantallas.',
  name_wrong: 'Indique un nombre.',
  slug: 'Dirección',
  slug_hint: 'Sus pantallas están en {address}',
  slug_taken: '«{slug}» ya está en uso. Elija otra, por ejemplo con su ciudad.',
  slug_wrong: 'Letras minúsculas, cifras y guiones, de 3 a 63.',
  time_zone: 'Zona horaria',
  time_zone_hint: 'Decide cuándo empieza el día y los números vuelven a 1.',
  time_zone_wrong: 'Elija una de la lista, como Europe/Madrid.',
  you: 'Usted',
  owner: 'Su nombre',
  email: 'Correo electrónico',
  email_hint: 'Para iniciar sesión.',
  email_wrong: 'No es una dirección de correo.',
  password: 'Contraseña',
  create: 'Crear la organización',
};
