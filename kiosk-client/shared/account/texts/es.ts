import type { Translation } from '../../i18n/catalogue.ts';
import type { en } from './en.ts';

export const es: Translation<typeof en, 'es'> = {
  email: 'Correo electrónico',
  password: 'Contraseña',
  sign_in: 'Iniciar sesión',
  link_over: 'Este enlace de acceso ya no es válido. Inicie sesión con su contraseña.',
  one_moment: 'Un momento …',
  try_again: 'Reintentar',
  sign_in_other: 'Otra cuenta',
  code: 'Código',
  code_hint: 'Seis cifras, de la aplicación de su teléfono.',
  recovery_code: 'Código de recuperación',
  recovery_code_hint: 'Uno de los códigos que guardó al configurar el segundo factor. Cada uno sirve una vez.',
  use_recovery_code: 'Usar un código de recuperación',
  use_app: 'Usar la aplicación',
  second_step: 'Un paso más',
  forgot: '¿Olvidó su contraseña?',
  wait_seconds: { one: 'Inténtelo de nuevo en {count} segundo.', other: 'Inténtelo de nuevo en {count} segundos.' },
  wait_minutes: { one: 'Inténtelo de nuevo en {count} minuto.', other: 'Inténtelo de nuevo en {count} minutos.' },
  used_of: 'Se usan {used} de {most}.',
};
