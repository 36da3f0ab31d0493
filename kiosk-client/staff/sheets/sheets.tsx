import { useWork } from '../work-context.ts';
import { AddPerson } from './add-person.tsx';
import { Closing } from './closing.tsx';
import { Keys } from './keys-sheet.tsx';
import { Menu } from './menu.tsx';
import { Outcome } from './outcome.tsx';
import { PauseCounter, PauseQueue } from './pause.tsx';
import { PersonSheet } from './person-sheet.tsx';

/** What lies over the work screen: one at a time. */
export function Sheets() {
  const { sheet } = useWork();
  const open = sheet.value;
  if (open === null) return null;
  switch (open.kind) {
    case 'person':
      return <PersonSheet key={open.entryId} entryId={open.entryId} task={open.task} />;
    case 'outcome':
      return <Outcome andNext={open.andNext} />;
    case 'add':
      return <AddPerson />;
    case 'menu':
      return <Menu />;
    case 'pause':
      return <PauseCounter />;
    case 'pause_queue':
      return <PauseQueue queueId={open.queueId} />;
    case 'closing':
      return <Closing />;
    case 'keys':
      return <Keys />;
  }
}
