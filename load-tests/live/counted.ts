import { Counter, Trend } from 'k6/metrics';

/** What screens say of themselves. Lateness: from `at` of a change to its receipt, so k6 and the service need one clock. */
export const counted = {
  lateness: new Trend('lateness_ms', true),
  applied: new Counter('changes_applied'),
  gaps: new Counter('gaps'),
  duplicates: new Counter('duplicates'),
  outOfOrder: new Counter('out_of_order'),
  /** A head told of a change that had not come. */
  behind: new Counter('behind_head'),
  calls: new Counter('calls_heard'),
  calledTwice: new Counter('called_twice'),
  /** Something of a queue that is not this screen's. */
  foreign: new Counter('foreign_changes'),
  connected: new Counter('lines_connected'),
  refused: new Counter('lines_refused'),
  lost: new Counter('lines_lost'),
  /** From the loss of a line until the board is current again. */
  back: new Trend('back_ms', true),
  current: new Counter('screens_current'),
  compared: new Counter('boards_compared'),
  differ: new Counter('boards_differ'),
};
