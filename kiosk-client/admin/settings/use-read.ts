import { useEffect, useState } from 'preact/hooks';
import { api } from '../../shared/api.ts';
import { useAsking } from '../../shared/use-asking.ts';

/** One thing that is read when the page opens. */
export function useRead<T>(path: string) {
  const [answer, setAnswer] = useState<T | null>(null);
  const { problem, ask } = useAsking();
  const again = () => ask(async () => setAnswer(await api.get<T>(path)));
  useEffect(() => void again(), [path]);
  return { answer, problem, again, set: setAnswer };
}
