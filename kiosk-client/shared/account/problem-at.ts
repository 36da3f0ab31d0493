import { ApiProblem } from '../api.ts';

/** Whether the refusal is about this field of the body, or about one inside it. */
export function isAbout(problem: unknown, field: string): boolean {
  if (!(problem instanceof ApiProblem)) return false;
  return problem.errors.some(({ path }) => path === `body.${field}` || path.startsWith(`body.${field}.`));
}

export function hasCode(problem: unknown, code: string): boolean {
  return problem instanceof ApiProblem && problem.code === code;
}
