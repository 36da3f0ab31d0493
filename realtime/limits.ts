/** Every limit and delay of live delivery with its reason. Milliseconds and bytes unless the comment says otherwise. */
export const LIMITS = {
  /** Nobody sees two changes within this as two; a waiting room gets at most 20 frames a second however fast staff are. */
  joinWithin: 50,
  /** Sockets that are written to before somebody else may have the processor: some five milliseconds. */
  fanOutPart: 512,
  /** Two nodes that commit one after the other often publish the other way round: most gaps close by themselves by then. */
  gapPatience: 30,
  /** How late a screen may be when a publish was lost; costs one indexed query per node. */
  headCheckEvery: 1_000,
  /** How late the sockets of a suspended organization end at most, beside what the query takes. */
  organizationCheckEvery: 2_000,
  /** Screens give a line up after 35 s of silence: two heads may be lost before that. */
  headEvery: 15_000,
  /** A share, not a time: queues that were opened together shall not speak together for ever. */
  headJitter: 0.2,
  /** A phone cannot show a wait that changes faster, and each one is a query. */
  estimateEvery: 5_000,
  /** Waits get shorter while nothing happens. */
  estimateAnywayEvery: 30_000,
  /** Changes kept per stream, so that a screen that was away for a moment reads nothing from the database. */
  recentChanges: 32,
  /** A screen that was away for longer gets the board. */
  recentFor: 120_000,
  /** A board that is kept up by changes is read anew after this, so that no mistake lives on in memory. */
  boardFor: 60_000,
  /** A waiting room that loses its network comes back within this and finds everything still in memory. */
  keepUnheardFor: 30_000,
  /** Connections are looked at this often for expiry, slowness and floods. */
  sweepEvery: 1_000,
  /** A token that ends soon is asked for early enough for one failed try. */
  renewBefore: 60_000,
  /** Boards and commands are smaller by far; what is larger is closed by the WebSocket itself. */
  payload: 16 * 1024,
  /** Packets: 20/s from one client, measured over five seconds so that a display may watch its fifty queues at once. */
  packetsPerWindow: 100,
  packetWindow: 5_000,
  /** Queues: as many as a device may have. */
  queuesPerSocket: 50,
  /** Namespaces: a screen needs one, and a second while it moves from one sign-in to the next. */
  namespacesPerConnection: 3,
  /** Names of organizations that do not exist, and are yet answered with a reason: each one stays in memory. */
  strangeNames: 1_000,
  /** Everything a node has told about its sockets is told again after this, and forgotten after that. */
  presentEvery: 15_000,
  presentFor: 40_000,
  /** Lines that are opened before somebody else may have the processor: some eight milliseconds; and one when a turn took longer than this. */
  admitAtOnce: 8,
  turnMost: 25,
  /** Whoever would have to wait for longer, or stands behind so many, comes again: their first delays spread them over eight seconds. */
  admitWithin: 5_000,
  admitWaiting: 2_000,
  /** Who has opened a line and not said within this which organization it wants is not one of ours. */
  introduction: 10_000,
  /** Proxies close lines that are silent for 60 s. */
  pingEvery: 25_000,
  /** A phone that has left costs memory for at most this much longer. */
  pingPatience: 10_000,
  /** Packets and bytes waiting for one listener: more means that it reads slower than we speak. */
  slowPackets: 16,
  slowBytes: 64 * 1024,
  /** A listener that has not caught up by then, or for whom more than this is waiting, starts anew. */
  slowFor: 15_000,
  slowMost: 256 * 1024,
  /** WebSocket waits 30 s for the other side's goodbye; a line that is to end shall not be held for so long. */
  farewell: 1_000,
  /** For so long a node may still let somebody in by an identity it read before a revocation. */
  identityMayBeOld: 3_000,
  /** How often a revocation is said again, a second apart: a message may be lost, the order may not. */
  revocationRepeats: 5,
  /** For so long a node knows a revocation it has heard. */
  revocationFor: 15 * 60_000,
  /** An announcement is of interest as long as the person may be on the way to the counter. */
  heardFor: 5 * 60_000,
  /** Screens speak every 30 s; what they said is kept at most this often, unless it is something new. */
  keepBeatEvery: 300_000,
  /** A screen that has been silent for so long is asked of the database alone. */
  beatFor: 24 * 3_600_000,
  /** Transactions for beats at once, so that a node's start writes no flood. */
  keepBeatsOf: 20,
  /** How long the start waits for Redis. */
  redisStart: 5_000,
  /** A publish that has no answer by then is counted as lost; the head check delivers instead. */
  redisCommand: 1_000,
  /** A Redis that is silent for so long is connected anew: its machine may be gone without a goodbye. */
  redisSilence: 5_000,
  redisKeepAlive: 10_000,
  /** Between two attempts to reach a Redis that went away. */
  redisRetry: 500,
} as const;

/** Tests shorten some. */
export type Limits = Readonly<Record<keyof typeof LIMITS, number>>;
