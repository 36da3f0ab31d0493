import { jsonOf, textOf, type Measured, type Told } from './summary.ts';

/** What `handleSummary` answers: text on the screen and, where a file was named, the same as JSON. */
export function tell(told: Told, measured: Measured): Record<string, string> {
  const file = __ENV['SUMMARY_JSON'];
  return {
    stdout: `\n${textOf(told, measured)}`,
    ...(file !== undefined && file !== '' && { [file]: jsonOf(told, measured) }),
  };
}
