import { KEYS, type KeyWish } from '../keys.ts';
import { t } from '../texts.ts';
import { Sheet } from './sheet.tsx';

export function Keys() {
  return (
    <Sheet title={t('keyboard')}>
      <dl class="keys">
        {KEYS.map(({ key, wish }) => (
          <div key={key} class="keys__row">
            <dt>
              <kbd class="keys__key">{key}</kbd>
              {wish === 'next' && <kbd class="keys__key">Page Down</kbd>}
            </dt>
            <dd>{wishWords(wish)}</dd>
          </div>
        ))}
      </dl>
    </Sheet>
  );
}

function wishWords(wish: KeyWish): string {
  switch (wish) {
    case 'next':
      return t('key_next');
    case 'serve':
      return t('start');
    case 'recall':
      return t('recall');
    case 'no_show':
      return t('no_show');
    case 'finish':
      return t('finish');
    case 'undo':
      return t('undo');
    case 'search':
      return t('find');
    case 'keys':
      return t('keyboard');
  }
}
