import type { Translation } from '../catalogue.ts';
import type { en } from './en.ts';

export const es: Translation<typeof en, 'es'> = {
  live: 'En directo',
  connecting: 'Conectando',
  reconnecting: 'Reconectando',
  last_known: 'Última actualización: {time}',
  language: 'Idioma',
  close: 'Cerrar',
  cancel: 'Cancelar',
  try_again: 'Intentar de nuevo',
  problem: 'Algo ha salido mal',
  offline: 'Sin conexión. Compruebe la red e inténtelo de nuevo.',
  dismiss: 'Ocultar',
};
