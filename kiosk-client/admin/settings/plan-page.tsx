import { FEATURES, type Feature, type PlanLimit, type PlanType } from '../../../models/vocabulary.ts';
import type { Usage } from '../../../realtime/contract/resources/usage.ts';
import { formatNumber, localeOf } from '../../shared/i18n/format.ts';
import { language } from '../../shared/i18n/language.ts';
import { Icon } from '../../shared/ui/icon.tsx';
import { PageHead } from '../page-head.tsx';
import { DaysChart } from './days-chart.tsx';
import { Loaded } from './loaded.tsx';
import { t } from './texts.ts';
import { useRead } from './use-read.ts';
import { onDay } from './when.ts';

/** What the plan allows, how much of it is used, and how the days went. */
export function PlanPage() {
  const { answer, problem, again } = useRead<Usage>('/organization/usage');
  return (
    <Loaded here={answer !== null} problem={problem} again={again}>
      {answer && (
        <>
          <PageHead title={t('plan')} about={planWords(answer.plan_type)} />
          {answer.trial_ends_at !== null && (
            <p class="notice-line">{t('trial_ends', { date: onDay(answer.trial_ends_at) })}</p>
          )}
          <section class="card plan">
            <h2 class="plan__title">{t('used')}</h2>
            <ul class="bars">
              {answer.limits.map((limit) => (
                <Bar key={limit.limit} {...limit} />
              ))}
            </ul>
          </section>
          <section class="card plan">
            <h2 class="plan__title">{t('features')}</h2>
            <ul class="features">
              {FEATURES.map((feature) => {
                const on = answer.features[feature];
                return (
                  <li key={feature} class={on ? 'features__one' : 'features__one features__one--off'}>
                    <span class="features__mark">{on && <Icon name="check" />}</span>
                    {featureWords(feature)} <span class="soft">{on ? t('included') : t('not_included')}</span>
                  </li>
                );
              })}
            </ul>
          </section>
          <DaysChart days={answer.days} />
        </>
      )}
    </Loaded>
  );
}

function Bar({ limit, used, most, warning }: Usage['limits'][number]) {
  const words = limitWords(limit);
  const full = most !== null && used >= most;
  const share = most === null || most === 0 ? 0 : Math.min(1, used / most);
  return (
    <li class={full ? 'bar bar--full' : warning ? 'bar bar--warn' : 'bar'}>
      <p class="bar__words">
        <span class="bar__name">{words}</span>
        <span>
          {most === null
            ? t('used_unlimited', { used: amount(limit, used) })
            : t('used_of', { used: amount(limit, used), most: amount(limit, most) })}
          {full ? <strong class="bar__note"> · {t('used_up')}</strong> : null}
          {warning && !full ? <strong class="bar__note"> · {t('nearly_used_up')}</strong> : null}
        </span>
      </p>
      {most !== null && (
        <meter class="unseen" min={0} max={most} value={used} aria-label={words}>
          {used}
        </meter>
      )}
      {most !== null && (
        <svg class="bar__line" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true">
          <rect class="bar__ground" width="100" height="4" />
          <rect class="bar__fill" width={share * 100} height="4" />
        </svg>
      )}
    </li>
  );
}

function amount(limit: PlanLimit, value: number): string {
  return limit === 'storage' ? bytes(value) : formatNumber(value);
}

const SHORT = ['B', 'kB', 'MB', 'GB', 'TB'] as const;

function bytes(value: number): string {
  const power = Math.min(SHORT.length - 1, value < 1 ? 0 : Math.floor(Math.log(value) / Math.log(1024)));
  const figure = new Intl.NumberFormat(localeOf(language.value), { maximumFractionDigits: 1 }).format(
    value / 1024 ** power,
  );
  return `${figure} ${SHORT[power] ?? ''}`;
}

function planWords(plan: PlanType): string {
  switch (plan) {
    case 'trial':
      return t('plan_trial');
    case 'basic':
      return t('plan_basic');
    case 'pro':
      return t('plan_pro');
    case 'enterprise':
      return t('plan_enterprise');
  }
}

function limitWords(limit: PlanLimit): string {
  switch (limit) {
    case 'providers':
      return t('limit_providers');
    case 'users':
      return t('limit_users');
    case 'displays':
      return t('limit_displays');
    case 'storage':
      return t('limit_storage');
    case 'api_calls':
      return t('limit_api_calls');
    case 'sockets':
      return t('limit_sockets');
    case 'requests':
      return t('limit_requests');
  }
}

function featureWords(feature: Feature): string {
  switch (feature) {
    case 'analytics':
      return t('feature_analytics');
    case 'integrations':
      return t('feature_integrations');
    case 'api_keys':
      return t('feature_api_keys');
    case 'custom_branding':
      return t('feature_custom_branding');
    case 'custom_domain':
      return t('feature_custom_domain');
  }
}
