import type { DisplayMessage } from '../../../realtime/contract/resources/display-messages.ts';
import { api } from '../../shared/api.ts';
import { formatNumber } from '../../shared/i18n/format.ts';
import { toast } from '../../shared/ui/toast.tsx';
import { LONGEST_SIDE, PictureChooser } from '../picture-chooser.tsx';
import { t } from '../texts.ts';

const MOST_KB = 1024;

type Props = {
  /** Null: there is no message yet, and its picture waits for it. */
  messageId: string | null;
  shown: string | null;
  onChosen: (file: File | null) => void;
  onKept: (message: DisplayMessage) => void;
};

/** What a wall shows large between calls. */
export function MessagePicture({ messageId, shown, onChosen, onKept }: Props) {
  const path = `/display-messages/${messageId}`;
  const kept = (message: DisplayMessage, words: string) => {
    onKept(message);
    toast(words, { tone: 'good', seconds: 4 });
  };
  return (
    <div class="message-picture">
      <PictureChooser
        mostKb={MOST_KB}
        about={t('picture_about', { size: formatNumber(MOST_KB), side: formatNumber(LONGEST_SIDE) })}
        isThere={shown !== null}
        removeWords={t('picture_remove')}
        keep={async (file) => {
          if (messageId === null) onChosen(file);
          else kept(await api.put<DisplayMessage>(`${path}/picture`, file), t('picture_saved'));
        }}
        remove={async () => {
          if (messageId === null) return onChosen(null);
          await api.delete(`${path}/picture`);
          kept(await api.get<DisplayMessage>(path), t('picture_removed'));
        }}
      />
    </div>
  );
}
