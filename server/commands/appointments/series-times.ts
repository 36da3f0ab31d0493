import { RRuleTemporal } from 'rrule-temporal';
import { localTime } from '../../../models/rules/wall-clock.ts';

/** Weekly for a year. */
const MOST = 52;
const MOST_DAYS = 366;
/** Steps that are tried for a rule that hardly ever comes true. */
const MOST_STEPS = 1_000;
const DAY = '(?:[+-]?[1-5])?(?:MO|TU|WE|TH|FR|SA|SU)';
const DAY_OF_MONTH = '-?(?:[1-9]|[12]\\d|3[01])';
const listOf = (one: string) => `${one}(?:,${one})*`;
/** Read closely: the library passes over what makes no sense. */
const RULE = new RegExp(
  `^FREQ=(?:DAILY|WEEKLY|MONTHLY)(?:;(?:${[
    'INTERVAL=[1-9]\\d{0,2}',
    'COUNT=[1-9]\\d{0,3}',
    'UNTIL=\\d{8}(?:T\\d{6}Z)?',
    `BYDAY=${listOf(DAY)}`,
    `BYMONTHDAY=${listOf(DAY_OF_MONTH)}`,
    'BYSETPOS=-?[1-9]',
    'WKST=(?:MO|SU)',
  ].join('|')}))*$`,
);

/**
 * When something that repeats takes place, as `YYYY-MM-DDTHH:MM` on a clock on the wall: 09:00 stays 09:00.
 * @param rule  of RFC 5545: FREQ=WEEKLY;COUNT=6. Days, weeks and months; it has to end.
 * @throws RangeError for a rule that cannot be read, has more than 52 times or goes on for longer than a year, or does not begin with `startsLocal`
 */
export function seriesTimes(rule: string, startsLocal: string, timeZone: string): string[] {
  const said = rule.replace(/^RRULE:/, '');
  if (!RULE.test(said)) throw new RangeError('must be a rule of days, weeks or months, as FREQ=WEEKLY;COUNT=6');
  const times = timesOf(onTheWall(said, timeZone), startsLocal);
  const [first] = times;
  if (first !== startsLocal) throw new RangeError('must begin with the first time');
  if (times.length > MOST) throw new RangeError(`must end after at most ${MOST} times`);
  const last = times.at(-1) ?? first;
  if (Date.parse(`${last}Z`) - Date.parse(`${first}Z`) > MOST_DAYS * 86_400_000)
    throw new RangeError('must end within a year');
  return times;
}

/** Reckoned in UTC as if that were the office's clock, which knows no hour that is skipped: those are looked at afterwards. */
function timesOf(rule: string, startsLocal: string): string[] {
  const starts = `${startsLocal.replace(/[-:]/g, '')}00`;
  try {
    const series = new RRuleTemporal({
      rruleString: `DTSTART;TZID=UTC:${starts}\nRRULE:${rule}`,
      maxIterations: MOST_STEPS,
    });
    return series.all((_, index) => index <= MOST).map((time) => time.toString().slice(0, 16));
  } catch (error) {
    throw new RangeError('is no rule that comes true', { cause: error });
  }
}

/** The moment at which it ends, as the office's clock shows it. */
function onTheWall(rule: string, timeZone: string): string {
  return rule.replace(/UNTIL=(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z/, (_, ...parts: string[]) => {
    const [year, month, day, hour, minute, second] = parts;
    const until = localTime(new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`), timeZone);
    return `UNTIL=${until.replace(/[-:]/g, '')}00Z`;
  });
}
