import { ProblemNotice } from '../../shared/account/problem-notice.tsx';
import { download } from '../../shared/api.ts';
import { page } from '../../shared/page.ts';
import { Button } from '../../shared/ui/button.tsx';
import { toast } from '../../shared/ui/toast.tsx';
import { useAsking } from '../../shared/use-asking.ts';
import { t } from './texts.ts';

/** Everything of the organization as one file. */
export function ExportData() {
  const asking = useAsking();
  return (
    <section class="card data">
      <h2 class="data__title">{t('export')}</h2>
      <p class="soft">{t('export_about')}</p>
      <ProblemNotice problem={asking.problem} />
      <div>
        <Button
          busy={asking.busy}
          onClick={() =>
            void asking.ask(async () => {
              const { blob, name } = await download('/organization/export');
              save(blob, name ?? `${page.organization.slug}.json`);
              toast(t('exported'), { tone: 'good' });
            })
          }
        >
          {t('export_now')}
        </Button>
      </div>
    </section>
  );
}

/** The request needs the access token, which a plain link would not carry. */
function save(blob: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
