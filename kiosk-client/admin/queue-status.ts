import type { QueueStatus } from '../../models/vocabulary.ts';
import { t } from './texts.ts';

export function queueStatusWords(status: QueueStatus): string {
  switch (status) {
    case 'open':
      return t('queue_open');
    case 'paused':
      return t('queue_paused');
    case 'closed':
      return t('queue_closed');
  }
}
