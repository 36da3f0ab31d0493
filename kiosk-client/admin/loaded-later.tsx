import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { t as shared } from '../shared/i18n/shared-texts.ts';
import { Button } from '../shared/ui/button.tsx';
import { Empty } from '../shared/ui/empty.tsx';
import { t } from './texts.ts';

type Props<P> = { load: () => Promise<P>; children: (pages: P) => ComponentChildren };

/** Pages in a file of their own, so that the day begins without them. */
export function LoadedLater<P extends object>({ load, children }: Props<P>) {
  const [pages, setPages] = useState<P | 'lost' | null>(null);
  useEffect(() => {
    void load().then(setPages, () => setPages('lost'));
  }, []);

  if (pages === 'lost') {
    return (
      <Empty
        title={shared('offline')}
        action={
          // A newer build has other names for its files.
          <Button variant="primary" onClick={() => location.reload()}>
            {t('try_again')}
          </Button>
        }
      />
    );
  }
  return pages ? <>{children(pages)}</> : <p class="loading">{t('one_moment')}</p>;
}
