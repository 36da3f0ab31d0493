import { useEffect, useRef, useState } from 'preact/hooks';
import type { DisplayMessage } from '../../../realtime/contract/resources/display-messages.ts';
import type { User } from '../../../realtime/contract/resources/users.ts';
import { refusalWords } from '../../shared/account/refusal-words.ts';
import { api, newKey } from '../../shared/api.ts';
import { languages } from '../../shared/i18n/language.ts';
import { toast } from '../../shared/ui/toast.tsx';
import { slidesOf } from '../../shared/wall-message/slides-of.ts';
import { wishKey } from '../../shared/wish-key.ts';
import { addressOf } from '../address.ts';
import { PageHead } from '../page-head.tsx';
import { t } from '../texts.ts';
import type { Draft } from './draft.ts';
import { DeleteMessage } from './delete-message.tsx';
import { Editor } from './editor.tsx';
import { fieldsFor } from './fields-for.ts';
import { MessagePicture } from './message-picture.tsx';
import { MessagePreview } from './message-preview.tsx';
import type { Resource, Thing } from './resource.ts';

type Props = { resource: Resource; thing: Thing | null; user: User };

/** One message, or a new one, and how it will look on the wall. */
export function MessageForm({ resource, thing, user }: Props) {
  const list = addressOf(resource.name);
  const [key] = useState(newKey);
  const [draft, setDraft] = useState<Draft>({});
  const kept = thing as DisplayMessage | null; // the list of that name holds nothing else
  const [picture, setPicture] = useState(kept?.picture_url ?? null);
  // Of a message that is not there yet: sent as soon as it is.
  const [chosen, setChosen] = useState<File | null>(null);
  // A picture that was changed here is no reason to call the words out of date.
  const latest = useRef(0);
  const own = useAddress(chosen);
  const slides = slidesOf([{ id: 'draft', texts: textsIn(draft), picture_url: own ?? picture }], languages.value);

  async function save(body: Record<string, unknown>, revision: number | null): Promise<void> {
    if (revision === null) {
      const { id } = await api.post<DisplayMessage>(`/${resource.name}`, body, { idempotencyKey: wishKey(key, body) });
      if (chosen !== null) await sendAlong(id, chosen);
      else toast(t('saved'), { tone: 'good', seconds: 4 });
    } else {
      await api.patch(`/${resource.name}/${thing?.id}`, body, { ifMatch: Math.max(revision, latest.current) });
      toast(t('saved'), { tone: 'good', seconds: 4 });
    }
    location.hash = list;
  }

  return (
    <>
      <PageHead title={thing?.name ?? resource.newTitle} back={{ href: list, words: resource.title }} />
      <MessagePreview slides={slides} />
      <MessagePicture
        messageId={thing?.id ?? null}
        shown={own ?? picture}
        onChosen={setChosen}
        onKept={({ picture_url, revision }) => {
          setPicture(picture_url);
          latest.current = revision;
        }}
      />
      <Editor
        fields={fieldsFor(resource.fields, thing)}
        thing={thing}
        user={user}
        saveWords={thing ? t('save') : resource.addWords}
        save={save}
        readAgain={() => api.get<Thing>(`/${resource.name}/${thing?.id}`)}
        onDraft={setDraft}
      />
      {thing && <DeleteMessage resource={resource} thing={thing} list={list} />}
    </>
  );
}

/** The message is there, whatever becomes of its picture: it can be chosen once more. */
async function sendAlong(id: string, picture: File): Promise<void> {
  try {
    await api.put(`/display-messages/${id}/picture`, picture);
    toast(t('saved'), { tone: 'good', seconds: 4 });
  } catch (refused) {
    toast(t('picture_not_sent', { why: refusalWords(refused) }), { tone: 'bad' });
  }
}

function textsIn(draft: Draft): DisplayMessage['texts'] {
  const texts = languages.value.map((language) => {
    const words = draft[`texts.${language}`];
    return typeof words === 'string' && words.trim() !== '' ? { [language]: words } : {};
  });
  return Object.assign({}, ...texts) as DisplayMessage['texts']; // one property a language
}

/** A chosen file as something that can be looked at. */
function useAddress(file: File | null): string | null {
  const [address, setAddress] = useState<string | null>(null);
  useEffect(() => {
    setAddress(null);
    if (file === null) return;
    const reader = new FileReader();
    reader.addEventListener('load', () => setAddress(typeof reader.result === 'string' ? reader.result : null));
    reader.readAsDataURL(file);
    return () => reader.abort();
  }, [file]);
  return address;
}
