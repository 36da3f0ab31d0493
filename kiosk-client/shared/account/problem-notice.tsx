import { refusalWords } from './refusal-words.ts';
import './notice.css';

/** A "no" beside what was asked, read out at once. */
export function ProblemNotice({ problem }: { problem: unknown }) {
  if (problem === null) return null;
  return (
    <p class="notice-line notice-line--bad" role="alert">
      {refusalWords(problem)}
    </p>
  );
}
