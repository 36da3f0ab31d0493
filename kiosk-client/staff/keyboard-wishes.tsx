import { useEffect } from 'preact/hooks';
import { keyWish, type KeyWish } from './keys.ts';
import { useDo } from './use-do.ts';
import { useWork } from './work-context.ts';

/** Keys work on the bare work screen: not while somebody types, and not under a dialog. */
export function KeyboardWishes() {
  const work = useWork();
  const does = useDo();

  useEffect(() => {
    function run(wish: KeyWish): void {
      if (wish === 'keys') work.sheet.value = { kind: 'keys' };
      else if (wish === 'undo') work.takeBack();
      else if (wish === 'search') work.search.value = '';
      else if (work.desk.view.value.status === 'live' && work.may('entry.call')) does[wish]();
    }
    function press(event: KeyboardEvent): void {
      const typing = event.target instanceof HTMLElement && event.target.closest('input, select, textarea') !== null;
      const wish = typing || work.sheet.value !== null ? null : keyWish(event);
      if (wish === null) return;
      event.preventDefault();
      run(wish);
    }
    addEventListener('keydown', press);
    return () => removeEventListener('keydown', press);
  }, [work]);

  return null;
}
