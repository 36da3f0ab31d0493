const { default: Sequencer } = require('@jest/test-sequencer');

/** What takes long whatever the size of its file says: it waits for things to break, to start, or for every route. */
const LONG = /\/tests\/(?:isolation|journeys|faults|server\/start|server\/jobs)\//;

/**
 * The long ones first, browsers in turn with the others, so that no worker is left alone with one at the end and not all of them
 * run a browser. jest itself knows how long each took only where it has run before.
 */
module.exports = class LongestFirst extends Sequencer {
  sort(tests) {
    const bySize = super.sort([...tests]);
    const of = (project) => bySize.filter(({ context }) => context.config.displayName?.name === project);
    const [browser, live, fast] = [of('browser'), of('live'), of('fast')];
    const isLong = ({ path }) => LONG.test(path);
    const others = [...live.filter(isLong), ...live.filter((one) => !isLong(one))];
    return [...inTurn(browser, others), ...fast];
  }
};

function inTurn(some, others) {
  return Array.from({ length: Math.max(some.length, others.length) }, (_, n) => [some[n], others[n]])
    .flat()
    .filter((one) => one !== undefined);
}
