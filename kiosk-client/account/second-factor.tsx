import { useState } from 'preact/hooks';
import type { z } from 'zod';
import type { otpSetup, recoveryCodes } from '../../realtime/contract/resources/account.ts';
import { hasCode } from '../shared/account/problem-at.ts';
import { ProblemNotice } from '../shared/account/problem-notice.tsx';
import { refusalWords } from '../shared/account/refusal-words.ts';
import { api } from '../shared/api.ts';
import { Button } from '../shared/ui/button.tsx';
import { CopiedText } from '../shared/ui/copied-text.tsx';
import { Dialog } from '../shared/ui/dialog.tsx';
import { Field } from '../shared/ui/field.tsx';
import { QrCode } from '../shared/ui/qr-code.tsx';
import { toast } from '../shared/ui/toast.tsx';
import { useAsking } from '../shared/use-asking.ts';
import type { Account } from './account.ts';
import { RecoveryCodes } from './recovery-codes.tsx';
import { t } from './texts.ts';

type Setup = z.infer<typeof otpSetup>;
type Codes = z.infer<typeof recoveryCodes>['recovery_codes'];

/** A code from the phone beside the password: scan, confirm, keep the recovery codes. */
export function SecondFactor({ account, onChange }: { account: Account; onChange: () => void }) {
  const [setup, setSetup] = useState<Setup | null>(null);
  const [codes, setCodes] = useState<Codes | null>(null);
  const [question, setQuestion] = useState<'end' | 'codes' | null>(null);
  const asking = useAsking();

  const begin = () =>
    void asking.ask(async () => {
      setSetup(await api.post<Setup>('/account/otp'));
    });

  return (
    <section class="card account__card" id="second-factor">
      <h2 class="account__heading">
        {t('second_factor')}{' '}
        <span class={account.otp ? 'state state--good' : 'state'}>{account.otp ? t('on') : t('off')}</span>
      </h2>
      {codes !== null ? (
        <RecoveryCodes codes={codes} onKept={() => setCodes(null)} />
      ) : setup !== null ? (
        <ConfirmSetup
          setup={setup}
          onConfirmed={(fresh) => {
            setSetup(null);
            setCodes(fresh);
            onChange();
          }}
          onCancel={() => setSetup(null)}
        />
      ) : account.otp ? (
        <>
          <p class={account.recovery_codes_left < 3 ? 'notice-line notice-line--warn' : 'soft'}>
            {t('codes_left', { count: account.recovery_codes_left })}
          </p>
          <div class="account__buttons">
            <Button onClick={() => setQuestion('codes')}>{t('new_codes')}</Button>
            {!account.otp_demanded && <Button onClick={() => setQuestion('end')}>{t('switch_off')}</Button>}
          </div>
        </>
      ) : (
        <>
          <p class="soft">{t('second_factor_about')}</p>
          <ProblemNotice problem={asking.problem} />
          <div>
            <Button variant="primary" busy={asking.busy} onClick={begin}>
              {t('set_up')}
            </Button>
          </div>
        </>
      )}
      {question === 'end' && (
        <Question
          title={t('switch_off_question')}
          text={t('switch_off_text')}
          words={t('switch_off')}
          proof="password"
          onClose={() => setQuestion(null)}
          run={async (password) => {
            await api.delete('/account/otp', { password });
            toast(t('switched_off'), { tone: 'good' });
            setQuestion(null);
            onChange();
          }}
        />
      )}
      {question === 'codes' && (
        <Question
          title={t('new_codes_question')}
          text={t('new_codes_text')}
          words={t('new_codes')}
          proof="otp"
          onClose={() => setQuestion(null)}
          run={async (otp) => {
            const answer = await api.post<z.infer<typeof recoveryCodes>>('/account/recovery-codes', { otp });
            setCodes(answer.recovery_codes);
            setQuestion(null);
            onChange();
          }}
        />
      )}
    </section>
  );
}

type ConfirmProps = { setup: Setup; onConfirmed: (codes: Codes) => void; onCancel: () => void };

function ConfirmSetup({ setup, onConfirmed, onCancel }: ConfirmProps) {
  const asking = useAsking();
  const wrong = hasCode(asking.problem, 'wrong_otp');
  return (
    <form
      class="account__form"
      onSubmit={(event) => {
        event.preventDefault();
        const otp = new FormData(event.currentTarget).get('otp');
        void asking.ask(async () => {
          const answer = await api.put<z.infer<typeof recoveryCodes>>('/account/otp', { otp });
          onConfirmed(answer.recovery_codes);
        });
      }}
    >
      <ol class="setup">
        <li class="setup__step">
          <p>{t('setup_scan')}</p>
          <QrCode text={setup.uri} label={t('setup_qr')} class="setup__qr" />
          <p class="soft">{t('setup_type')}</p>
          <CopiedText label={t('setup_secret')} text={inFours(setup.secret)} />
        </li>
        <li class="setup__step">
          <p>{t('setup_confirm')}</p>
          <CodeField name="otp" wrong={wrong ? asking.problem : null} />
        </li>
      </ol>
      {!wrong && <ProblemNotice problem={asking.problem} />}
      <div class="account__buttons">
        <Button type="submit" variant="primary" busy={asking.busy}>
          {t('switch_on')}
        </Button>
        <Button variant="quiet" onClick={onCancel}>
          {t('cancel')}
        </Button>
      </div>
    </form>
  );
}

type QuestionProps = {
  title: string;
  text: string;
  words: string;
  /** What shows that it is the person, and not somebody at an open screen. */
  proof: 'password' | 'otp';
  onClose: () => void;
  run: (proof: string) => Promise<void>;
};

function Question({ title, text, words, proof, onClose, run }: QuestionProps) {
  const asking = useAsking();
  const wrong = hasCode(asking.problem, proof === 'otp' ? 'wrong_otp' : 'wrong_credentials');
  return (
    <Dialog open title={title} onClose={onClose}>
      <form
        class="account__form"
        onSubmit={(event) => {
          event.preventDefault();
          // A text field of this form.
          const given = new FormData(event.currentTarget).get('proof') as string;
          void asking.ask(() => run(given.trim()));
        }}
      >
        <p>{text}</p>
        {!wrong && <ProblemNotice problem={asking.problem} />}
        {proof === 'otp' ? (
          <CodeField name="proof" wrong={wrong ? asking.problem : null} />
        ) : (
          <Field
            label={t('current_password')}
            error={wrong ? t('current_password_wrong') : undefined}
            name="proof"
            type="password"
            autocomplete="current-password"
            required
            dir="ltr"
          />
        )}
        <Button type="submit" variant={proof === 'password' ? 'danger' : 'primary'} size="large" busy={asking.busy}>
          {words}
        </Button>
        <Button variant="quiet" onClick={onClose}>
          {t('cancel')}
        </Button>
      </form>
    </Dialog>
  );
}

function CodeField({ name, wrong }: { name: string; wrong: unknown }) {
  return (
    <div class="setup__code">
      <Field
        label={t('code')}
        hint={t('code_hint')}
        error={wrong === null ? undefined : refusalWords(wrong)}
        name={name}
        required
        inputMode="numeric"
        autocomplete="one-time-code"
        maxLength={12}
        dir="ltr"
      />
    </div>
  );
}

/** Typed by hand from one screen into another. */
function inFours(secret: string): string {
  return secret.replace(/(.{4})(?=.)/g, '$1 ');
}
