import { useEffect, useState } from 'preact/hooks';
import type { User } from '../../../realtime/contract/resources/users.ts';
import { refusalWords } from '../../shared/account/refusal-words.ts';
import { Button } from '../../shared/ui/button.tsx';
import { Empty } from '../../shared/ui/empty.tsx';
import { addressOf, NEW } from '../address.ts';
import { lists, readLists } from '../lists.ts';
import { allows } from '../allows.ts';
import { t } from '../texts.ts';
import type { Resource, Thing } from './resource.ts';
import { MessageForm } from './message-form.tsx';
import { ResourceForm } from './resource-form.tsx';
import { ResourceList } from './resource-list.tsx';

type Props = { resource: Resource; item: string | null; user: User };

/** Any kind of thing: the list, a new one, or one of them. */
export function ResourcePage({ resource, item, user }: Props) {
  const [problem, setProblem] = useState<unknown>(null);

  async function load(): Promise<void> {
    setProblem(null);
    try {
      await readLists([resource.name, ...resource.needs]);
    } catch (refused) {
      setProblem(refused);
    }
  }
  useEffect(() => {
    void load();
    const { againEvery } = resource;
    // What is on the screen stays while nobody answers.
    const again = againEvery && setInterval(() => void readLists([resource.name]).catch(() => undefined), againEvery);
    return () => clearInterval(again);
  }, [item]);

  // A description and its list have the same name.
  const things = lists.value[resource.name] as readonly Thing[] | undefined;
  const isComplete = [resource.name, ...resource.needs].every((name) => lists.value[name] !== undefined);

  if (problem !== null && !isComplete) {
    return (
      <Empty
        title={refusalWords(problem)}
        action={
          <Button variant="primary" onClick={() => void load()}>
            {t('try_again')}
          </Button>
        }
      />
    );
  }
  if (!things || !isComplete) return <p class="loading">{t('one_moment')}</p>;
  if (item === null) return <ResourceList resource={resource} things={things} user={user} />;

  const thing = things.find(({ id }) => id === item) ?? null;
  const mayChange = allows(user, resource.mayChange);
  if ((thing === null && item !== NEW) || !mayChange) {
    return (
      <Empty
        title={mayChange ? t('not_here') : t('may_not_change')}
        action={
          <a class="button button--primary" href={addressOf(resource.name)}>
            {t('back_to', { list: resource.title })}
          </a>
        }
      />
    );
  }
  // A message is also looked at before it hangs there.
  const Form = resource.name === 'display-messages' ? MessageForm : ResourceForm;
  return <Form key={item} resource={resource} thing={thing} user={user} />;
}
