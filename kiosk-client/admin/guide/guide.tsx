import { useEffect, useState } from 'preact/hooks';
import type { User } from '../../../realtime/contract/resources/users.ts';
import { refusalWords } from '../../shared/account/refusal-words.ts';
import { screenPath } from '../../shared/page.ts';
import { Empty } from '../../shared/ui/empty.tsx';
import { Icon } from '../../shared/ui/icon.tsx';
import { addressOf } from '../address.ts';
import { lists, readLists, type ListName } from '../lists.ts';
import { PageHead } from '../page-head.tsx';
import { t } from '../texts.ts';
import { OrganizationStep } from './organization-step.tsx';
import { pass, STEPS, stepsDone, type Step } from './progress.ts';
import { ShowStep } from './show-step.tsx';
import { StaffStep } from './staff-step.tsx';
import { TemplateStep } from './template-step.tsx';
import { TestStep } from './test-step.tsx';
import './guide.css';

const NEEDED: readonly ListName[] = ['offices', 'queues', 'counters', 'devices', 'users'];
const AGAIN_MS = 5_000;

/** From an empty organization to the first called number, each step done for real. */
export function Guide({ user }: { user: User }) {
  const [problem, setProblem] = useState<unknown>(null);
  const [chosen, setChosen] = useState<Step | null>(null);
  const load = () => readLists(NEEDED).then(() => setProblem(null), setProblem);
  useEffect(() => {
    void load();
    // A television may be paired on somebody's phone meanwhile.
    const again = setInterval(() => void load(), AGAIN_MS);
    return () => clearInterval(again);
  }, []);

  if (NEEDED.some((name) => lists.value[name] === undefined))
    return problem === null ? <p class="loading">{t('one_moment')}</p> : <Empty title={refusalWords(problem)} />;

  const done = stepsDone(lists.value);
  const next = STEPS.find((step) => !done[step]) ?? null;
  const shown = chosen ?? next;
  const count = STEPS.filter((step) => done[step]).length;
  const goOn = async () => {
    await load();
    setChosen(null);
    scrollTo(0, 0);
  };
  const skip = (step: Step) => () => {
    pass(step);
    setChosen(null);
    scrollTo(0, 0);
  };

  return (
    <>
      <PageHead title={t('first_steps')} about={t('guide_about', { done: count, all: STEPS.length })} />
      <div class="guide">
        <ol class="guide__steps">
          {STEPS.map((step, index) => (
            <li key={step}>
              <button
                type="button"
                class={done[step] ? 'guide__step guide__step--done' : 'guide__step'}
                aria-current={step === shown ? 'step' : undefined}
                // A queue needs an office, a call a counter.
                disabled={!done[step] && step !== next && (index < 2 || !done.template)}
                onClick={() => setChosen(step)}
              >
                <span class="guide__mark">{done[step] ? <Icon name="check" /> : index + 1}</span>
                <span>
                  {stepWords(step)}
                  {done[step] && <span class="unseen"> {t('step_done')}</span>}
                </span>
              </button>
            </li>
          ))}
        </ol>
        <section class="guide__panel card" aria-labelledby="guide-title">
          {shown === null ? (
            <Ready />
          ) : (
            <>
              <h2 id="guide-title" class="guide__title">
                {stepWords(shown)}
              </h2>
              {shown === 'organization' && <OrganizationStep goOn={goOn} />}
              {shown === 'template' && <TemplateStep goOn={goOn} />}
              {shown === 'show' && <ShowStep goOn={goOn} skip={skip('show')} />}
              {shown === 'staff' && <StaffStep user={user} goOn={goOn} skip={skip('staff')} />}
              {shown === 'test' && <TestStep begun={() => setChosen('test')} goOn={goOn} skip={skip('test')} />}
            </>
          )}
        </section>
      </div>
    </>
  );
}

function Ready() {
  return (
    <>
      <h2 id="guide-title" class="guide__title">
        {t('guide_ready')}
      </h2>
      <p class="guide__about">{t('guide_ready_about')}</p>
      <div class="guide__foot">
        <a class="button button--primary button--large" href={screenPath('/staff')}>
          {t('staff_screen')}
        </a>
        <a class="button button--quiet" href={addressOf('today')}>
          {t('today')}
        </a>
      </div>
    </>
  );
}

function stepWords(step: Step): string {
  switch (step) {
    case 'organization':
      return t('guide_organization');
    case 'template':
      return t('guide_template');
    case 'show':
      return t('guide_show');
    case 'staff':
      return t('guide_staff');
    case 'test':
      return t('guide_test');
  }
}
