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
  suspended: 'Esta organización está suspendida temporalmente',
  suspended_hint: 'No se pierde nada. Esta pantalla volverá sola en cuanto se reanude el servicio.',
  closed: 'Esta organización se ha cerrado',
  copy: 'Copiar',
  copied: 'Copiado',
  copy_by_hand: 'No se pudo copiar. El texto está seleccionado: cópielo a mano.',
};
