import type { Translation } from '../../shared/i18n/catalogue.ts';
import type { en } from './en.ts';

export const es: Translation<typeof en, 'es'> = {
  now_calling: 'Ahora llamando',
  calling_again: 'Segunda llamada',
  last_called: 'Última llamada',
  welcome: 'Bienvenidos',
  welcome_hint: 'Aquí aparecerá su número y adónde ir.',
  recent: 'Llamadas recientes',
  nobody_called: 'Aún no hay llamadas',
  missed: 'No se presentaron',
  missed_hint: 'Pregunte en el mostrador',
  next: 'Siguientes',
  nobody_waiting: 'Nadie espera',
  waiting: { one: '{count} esperando', other: '{count} esperando' },
  wait_range: 'entre {from} y {to} min',
  wait_about: 'unos {to} min',
  wait_long: { one: 'más de {count} hora', other: 'más de {count} horas' },
  no_wait: 'sin espera',
  paused: 'En pausa',
  paused_until: 'En pausa hasta las {time}',
  closed: 'Cerrado',
  sound_off: 'El sonido está apagado. Toque para activarlo',
  ask_at_desk: 'Pregunte en el mostrador',
  ask_why: 'Esta pantalla no tiene conexión desde las {time}.',
  no_queues: 'Esta pantalla aún no muestra ninguna cola',
  no_queues_hint: 'Elija sus colas en la administración, en «Dispositivos».',
};
