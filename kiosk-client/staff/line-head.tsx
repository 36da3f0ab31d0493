import { useLayoutEffect, useRef } from 'preact/hooks';
import { Button } from '../shared/ui/button.tsx';
import { Icon } from '../shared/ui/icon.tsx';
import { everybody } from './desk-view.ts';
import { findPeople } from './find-people.ts';
import { t } from './texts.ts';
import { useWork } from './work-context.ts';

export type Tab = 'waiting' | 'parked' | 'missed' | 'elsewhere';

/** Which people are shown, or who is looked for. */
export function LineHead({ tab, choose }: { tab: Tab; choose: (tab: Tab) => void }) {
  const { search } = useWork();
  return <header class="line__head">{search.value === null ? <Tabs tab={tab} choose={choose} /> : <Search />}</header>;
}

function Tabs({ tab, choose }: { tab: Tab; choose: (tab: Tab) => void }) {
  const { desk, sheet, search, may } = useWork();
  const view = desk.view.value;
  const tabs: [Tab, string][] = [
    ['waiting', t('tab_waiting')],
    ['parked', t('tab_parked')],
    ['missed', t('tab_missed')],
    ['elsewhere', t('tab_elsewhere')],
  ];
  return (
    <>
      <div class="tabs" role="tablist">
        {tabs.map(([name, words]) => (
          <button
            key={name}
            type="button"
            role="tab"
            class="tabs__tab"
            aria-selected={name === tab}
            onClick={() => choose(name)}
          >
            {words} <bdi class="tabs__count number">{view[name].length}</bdi>
          </button>
        ))}
      </div>
      <button type="button" class="line__search" onClick={() => (search.value = '')}>
        <Icon name="search" /> <span class="unseen">{t('find')}</span>
      </button>
      {may('entry.join') && (
        <Button class="line__add" onClick={() => (sheet.value = { kind: 'add' })}>
          <Icon name="add" /> <span class="line__add-words">{t('add_person')}</span>
        </Button>
      )}
    </>
  );
}

function Search() {
  const { search, sheet, desk } = useWork();
  const field = useRef<HTMLInputElement>(null);
  // At once: the next letter would be a wish.
  useLayoutEffect(() => {
    field.current?.focus();
    // On a phone what is found needs the screen.
    field.current?.closest('.line__head')?.scrollIntoView({ block: 'start' });
  }, []);
  const close = () => (search.value = null);
  const openFirst = () => {
    const [first] = findPeople(everybody(desk.view.value), search.value ?? '');
    if (first) sheet.value = { kind: 'person', entryId: first.entry.id, task: 'choose' };
  };
  return (
    <div class="search" role="search">
      <Icon name="search" />
      <input
        ref={field}
        type="search"
        class="search__field"
        aria-label={t('find')}
        placeholder={t('find')}
        autocomplete="off"
        spellcheck={false}
        enterkeyhint="search"
        value={search.value ?? ''}
        onInput={({ currentTarget }) => (search.value = currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') close();
          if (event.key !== 'Enter') return;
          // The sheet has the focus at once, and this very key would press its first button.
          event.preventDefault();
          openFirst();
        }}
      />
      <Button variant="quiet" class="search__close" onClick={close}>
        {t('close')}
      </Button>
    </div>
  );
}
