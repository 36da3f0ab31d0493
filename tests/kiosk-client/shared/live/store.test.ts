import fc from 'fast-check';
import type { BoardOf } from '../../../../realtime/contract/board.ts';
import type { ChangeOf } from '../../../../realtime/contract/change.ts';
import {
  emptyState,
  isCurrent,
  step,
  type BoardState,
  type Effect,
  type Input,
  type Known,
  type WatchAnswer,
} from '../../../../kiosk-client/shared/live/store.ts';

type Queue = { name: string };
type Person = { seq: number; lane: number; rank: number; mark: number };
type Board = BoardOf<Queue, Person>;
type Change = ChangeOf<Queue, Person>;

const QUEUE = '0198a000-0000-7000-8000-000000000001';
const AT = '2026-12-01T09:00:00.000Z';

describe('a screen and its queue', () => {
  test('watches with nothing at first, and with what it has after a loss', () => {
    const server = new Server();
    const screen = new Screen();
    screen.hear({ type: 'connected' });
    expect(screen.question?.known).toBeNull();
    screen.answer(server.answer(null));
    expect(isCurrent(screen.state)).toBe(true);
    screen.hear({ type: 'disconnected' });
    expect(isCurrent(screen.state)).toBe(false);
    screen.hear({ type: 'connected' });
    expect(screen.question?.known).toEqual({ epoch: 'e0', version: 0 });
  });

  test('holds what arrives before the answer, and applies what is newer', () => {
    const server = new Server();
    const screen = new Screen();
    screen.hear({ type: 'connected' });
    const early = server.commit(1, 10);
    const answer = server.answer(null);
    const late = server.commit(2, 20);
    screen.hear({ type: 'changed', change: late });
    screen.hear({ type: 'changed', change: early });
    screen.answer(answer);
    expect(screen.state.board).toEqual(server.board());
    expect(screen.told).toMatchObject([{ key: 'e0.2', replayed: false }]);
  });

  test('holds changes in any order, and needs no second question for them', () => {
    const server = new Server();
    const screen = connected(server);
    screen.hear({ type: 'connected' });
    const answer = server.answer(screen.question?.known ?? null);
    const [first, second] = [server.commit(1, 10), server.commit(2, 20)];
    screen.hear({ type: 'changed', change: second });
    screen.hear({ type: 'changed', change: first });
    expect(screen.told).toHaveLength(0);
    screen.answer(answer);
    expect(screen.question).toBeNull();
    expect(screen.told.map(({ key }) => key)).toEqual(['e0.1', 'e0.2']);
  });

  test('drops what it has already, without a question', () => {
    const server = new Server();
    const screen = connected(server);
    const change = server.commit(1, 10);
    screen.hear({ type: 'changed', change });
    screen.hear({ type: 'changed', change });
    expect(screen.told).toHaveLength(1);
    expect(screen.question).toBeNull();
  });

  test('an answer to an earlier question comes too late to count', () => {
    const server = new Server();
    const screen = connected(server);
    screen.hear({ type: 'connected' });
    const earlier = screen.question?.question ?? 0;
    screen.hear({ type: 'disconnected' });
    screen.hear({ type: 'connected' });
    screen.hear({ type: 'answered', question: earlier, answer: { mode: 'live' } });
    expect(isCurrent(screen.state)).toBe(false);
  });

  test('asks once for a gap, however many changes come after it', () => {
    const server = new Server();
    const screen = connected(server);
    server.commit(1, 10);
    screen.hear({ type: 'changed', change: server.commit(2, 20) });
    screen.hear({ type: 'changed', change: server.commit(3, 30) });
    expect(screen.questions).toHaveLength(1);
    expect(screen.question).toMatchObject({ known: { epoch: 'e0', version: 0 }, when: 'soon' });
    screen.answer(server.answer(screen.question?.known ?? null));
    expect(screen.state.board).toEqual(server.board());
    expect(screen.told.map(({ replayed }) => replayed)).toEqual([true, true, true]);
  });

  test('gives changes on their way a moment before it believes to be behind', () => {
    const server = new Server();
    const screen = connected(server);
    const change = server.commit(1, 10);
    screen.hear({ type: 'head', head: server.head() });
    expect(screen.heads).toEqual([server.head()]);
    screen.hear({ type: 'changed', change });
    screen.hear({ type: 'head_due', head: server.head() });
    expect(screen.questions).toHaveLength(0);
  });

  test('starts over when the history was rewound', () => {
    const server = new Server();
    const screen = connected(server);
    for (const seq of [1, 2, 3]) screen.hear({ type: 'changed', change: server.commit(seq, seq) });
    server.rewind();
    screen.hear({ type: 'changed', change: server.commit(9, 9) });
    expect(screen.question?.when).toBe('now');
    screen.answer(server.answer(screen.question?.known ?? null));
    expect(screen.state.board).toEqual(server.board());
  });

  test('never goes back to an older board of the same history', () => {
    const server = new Server();
    const screen = connected(server);
    const old = server.board();
    screen.hear({ type: 'changed', change: server.commit(1, 10) });
    screen.hear({ type: 'read', board: old });
    expect(screen.state.board).toEqual(server.board());
  });

  test('whatever is lost, doubled, late or out of order: the board is always one the server had, and in the end the last', () => {
    fc.assert(
      fc.property(fc.array(happening, { minLength: 20, maxLength: 120, size: 'max' }), (happenings) => {
        const world = new World();
        for (const each of happenings) world.let(each);
        world.settle();
        expect(world.screen.state.board).toEqual(world.server.board());
        // Two deliveries of one change would ring twice.
        const keys = world.screen.told.map(({ key }) => key);
        expect(new Set(keys).size).toBe(keys.length);
      }),
      { numRuns: 300 },
    );
  });

  test('as long as the server still has the changes, every one of them is told, once and in order', () => {
    fc.assert(
      fc.property(fc.array(happening, { minLength: 20, maxLength: 120, size: 'max' }), (happenings) => {
        const world = new World();
        world.server.remembers = Infinity;
        world.let({ type: 'connect' });
        world.let({ type: 'answer', arrives: true });
        for (const each of happenings) if (each.type !== 'rewind' && each.type !== 'read') world.let(each);
        world.settle();
        const versions = world.screen.told.flatMap(({ change }) => change.events.map(({ seq }) => seq));
        expect(versions).toEqual(Array.from({ length: world.server.version }, (_, index) => index + 1));
      }),
      { numRuns: 200 },
    );
  });
});

/** The screen's side: feeds the store and checks every effect against what the law allows. */
class Screen {
  state: BoardState<Queue, Person> = emptyState();
  questions: Extract<Effect<Queue, Person>, { type: 'ask' }>[] = [];
  heads: Known[] = [];
  told: { key: string; replayed: boolean; change: Change }[] = [];

  get question() {
    return this.questions.find(({ question }) => question === this.state.asking) ?? null;
  }

  hear(input: Input<Queue, Person>): void {
    const before = this.state.board;
    const { state, effects } = step(this.state, input);
    this.state = state;
    let position = input.type === 'answered' && input.answer.mode === 'board' ? null : before;
    for (const effect of effects) {
      if (effect.type === 'ask') this.questions = [effect];
      if (effect.type === 'await_head') this.heads.push(effect.head);
      if (effect.type !== 'applied') continue;
      const { change, board, replayed } = effect;
      if (position && (change.epoch !== position.epoch || change.prev !== position.version))
        throw new Error('out of order');
      position = board;
      this.told.push({ key: `${change.epoch}.${change.version}`, replayed, change });
    }
  }

  answer(answer: WatchAnswer<Queue, Person>): void {
    const { question } = this;
    if (!question) throw new Error('nobody asked');
    this.questions = [];
    this.hear({ type: 'answered', question: question.question, answer });
  }
}

/** The server's side: one queue whose every version is kept, to compare with. */
class Server {
  epoch = 'e0';
  version = 0;
  people = new Map<number, Person>();
  log: Change[] = [];
  /** As text: compared after every step, and deep equality is too slow for that. */
  history = new Map<string, string>();
  /** How many of the last changes can still be given to who missed them. */
  remembers = 6;

  constructor() {
    this.#keep();
  }

  commit(seq: number, rank: number): Change {
    const leaves = this.people.has(seq) && rank % 3 === 0;
    const person = { seq, lane: rank % 2, rank, mark: this.version + 1 };
    if (leaves) this.people.delete(seq);
    else this.people.set(seq, person);
    this.version += 1;
    const change: Change = {
      queue_id: QUEUE,
      epoch: this.epoch,
      prev: this.version - 1,
      version: this.version,
      at: AT,
      // The version itself is the mark of the event, so that joined changes can be told apart.
      events: [{ type: 'entry.moved', seq: this.version, ticket_number: null, counter: null }],
      set: leaves ? [] : [person],
      removed: leaves ? [seq] : [],
    };
    this.log.push(change);
    this.#keep();
    return change;
  }

  /** A backup from a moment ago, under a new epoch: versions come again with another content. */
  rewind(): void {
    this.epoch = `e${Number(this.epoch.slice(1)) + 1}`;
    this.version = Math.max(0, this.version - 2);
    this.log = [];
    this.#keep();
  }

  head(): Known {
    return { epoch: this.epoch, version: this.version };
  }

  board(): Board {
    const entries = [...this.people.values()].toSorted((a, b) => a.lane - b.lane || a.rank - b.rank || a.seq - b.seq);
    return { queue_id: QUEUE, epoch: this.epoch, version: this.version, at: AT, queue: { name: 'A' }, entries };
  }

  answer(known: Known | null): WatchAnswer<Queue, Person> {
    if (known?.epoch !== this.epoch) return { mode: 'board', board: this.board() };
    if (known.version === this.version) return { mode: 'live' };
    const changes = this.log.filter(({ version }) => version > known.version);
    const reachesBack = changes[0]?.prev === known.version && changes.length <= this.remembers;
    return reachesBack ? { mode: 'changes', changes } : { mode: 'board', board: this.board() };
  }

  #keep(): void {
    this.history.set(`${this.epoch}.${this.version}`, shown(this.board()));
  }
}

const seq = fc.integer({ min: 1, max: 6 });
const rank = fc.integer({ min: 0, max: 40 });
const which = fc.nat({ max: 7 });
const happening = fc.oneof(
  { weight: 8, arbitrary: fc.record({ type: fc.constant('commit' as const), seq, rank }) },
  { weight: 8, arbitrary: fc.record({ type: fc.constant('deliver' as const), which, again: fc.boolean() }) },
  { weight: 3, arbitrary: fc.record({ type: fc.constant('lose' as const), which }) },
  { weight: 2, arbitrary: fc.record({ type: fc.constant('join' as const) }) },
  { weight: 6, arbitrary: fc.record({ type: fc.constant('answer' as const), arrives: fc.boolean() }) },
  { weight: 3, arbitrary: fc.record({ type: fc.constant('arrive' as const) }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('unanswered' as const) }) },
  { weight: 2, arbitrary: fc.record({ type: fc.constant('head' as const) }) },
  { weight: 2, arbitrary: fc.record({ type: fc.constant('connect' as const) }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('disconnect' as const) }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('read' as const), which }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('rewind' as const) }) },
);
type Happening = typeof happening extends fc.Arbitrary<infer T> ? T : never;

/** Both sides and the network between them, which may do anything. */
class World {
  server = new Server();
  screen = new Screen();
  onTheirWay: Change[] = [];
  answers: { question: number; answer: WatchAnswer<Queue, Person> }[] = [];
  oldBoards: Board[] = [];

  let(happening: Happening): void {
    switch (happening.type) {
      case 'commit':
        this.onTheirWay.push(this.server.commit(happening.seq, happening.rank));
        break;
      case 'deliver': {
        const at = happening.which % Math.max(1, this.onTheirWay.length);
        const change = this.onTheirWay[at];
        if (change) this.screen.hear({ type: 'changed', change });
        if (!happening.again) this.onTheirWay.splice(at, 1);
        break;
      }
      case 'lose':
        this.onTheirWay.splice(happening.which % Math.max(1, this.onTheirWay.length), 1);
        break;
      case 'join': {
        // The server joins what it commits within a moment into one frame.
        const [first, second] = this.onTheirWay.slice(-2);
        if (first && second && first.version === second.prev && first.epoch === second.epoch) {
          this.onTheirWay.splice(-2, 2, joined(first, second));
        }
        break;
      }
      case 'answer': {
        const { question } = this.screen;
        if (!question) break;
        this.answers.push({ question: question.question, answer: this.server.answer(question.known) });
        if (happening.arrives) this.arrive();
        break;
      }
      case 'arrive':
        this.arrive();
        break;
      case 'unanswered':
        if (this.screen.question) this.screen.hear({ type: 'unanswered', question: this.screen.question.question });
        break;
      case 'head':
        this.screen.hear({ type: 'head', head: this.server.head() });
        for (const head of this.screen.heads.splice(0)) this.screen.hear({ type: 'head_due', head });
        break;
      case 'connect':
        this.screen.hear({ type: 'connected' });
        break;
      case 'disconnect':
        this.onTheirWay = [];
        this.screen.hear({ type: 'disconnected' });
        break;
      case 'read': {
        this.oldBoards.push(this.server.board());
        const board = this.oldBoards[happening.which % this.oldBoards.length];
        if (board?.epoch === this.server.epoch) this.screen.hear({ type: 'read', board });
        break;
      }
      case 'rewind':
        this.server.rewind();
        break;
    }
    this.#isTrue();
  }

  arrive(): void {
    const answered = this.answers.shift();
    if (answered) this.screen.hear({ type: 'answered', ...answered });
  }

  /** The network behaves from now on: a line, a head, and answers. */
  settle(): void {
    this.onTheirWay = [];
    this.answers = [];
    this.let({ type: 'connect' });
    for (let round = 0; round < 5; round += 1) {
      while (this.screen.question && this.answers.length < 50) this.let({ type: 'answer', arrives: true });
      this.let({ type: 'head' });
    }
    expect(isCurrent(this.screen.state)).toBe(true);
  }

  /** What is on the screen is what the server had at that version. */
  #isTrue(): void {
    const { board } = this.screen.state;
    const truth = board && this.server.history.get(`${board.epoch}.${board.version}`);
    if (board && shown(board) !== truth) expect(board).toEqual(JSON.parse(truth ?? 'null'));
  }
}

function shown({ queue_id, epoch, version, at, queue, entries }: Board): string {
  return JSON.stringify({ queue_id, epoch, version, at, queue, entries });
}

function joined(first: Change, second: Change): Change {
  const touched = new Set([...second.removed, ...second.set.map((person) => person.seq)]);
  return {
    ...second,
    prev: first.prev,
    events: [...first.events, ...second.events],
    set: [...first.set.filter((person) => !touched.has(person.seq)), ...second.set],
    removed: [...first.removed.filter((gone) => !touched.has(gone)), ...second.removed],
  };
}

function connected(server: Server): Screen {
  const screen = new Screen();
  screen.hear({ type: 'connected' });
  screen.answer(server.answer(null));
  return screen;
}
