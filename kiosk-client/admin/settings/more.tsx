import { Button } from '../../shared/ui/button.tsx';
import { t } from './texts.ts';
import type { Pages } from './use-pages.ts';

/** Below a list: the next page, where there is one. */
export function More({ listing }: { listing: Pages<unknown> }) {
  if (!listing.hasMore) return null;
  return (
    <p class="more">
      <Button busy={listing.busy} onClick={listing.more}>
        {t('more')}
      </Button>
    </p>
  );
}
