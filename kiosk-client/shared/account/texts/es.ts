import type { Translation } from '../../i18n/catalogue.ts';
import type { en } from './en.ts';

export const es: Translation<typeof en, 'es'> = {
  email: 'Correo electrónico',
  password: 'Contraseña',
  sign_in: 'Iniciar sesión',
  link_over: 'Este enlace de acceso ya no es válido. Inicie sesión con su contraseña.',
  one_moment: 'Un momento …',
  try_again: 'Reintentar',
};
