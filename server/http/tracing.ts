/** What is followed, if anything is. */
export type HttpTracing = {
  /** Goes on with a request as something that is followed. What is answered here is to be called when the request is over. */
  follow(begun: BegunRequest, goOn: () => void): (ended: EndedRequest) => void;
};

export type BegunRequest = {
  /** The trace that its asker has begun, if any. */
  traceparent: string | undefined;
  /** The key of the wish, the same however often it is asked for. */
  wish: string | undefined;
};

export type EndedRequest = {
  method: string;
  /** As `HttpTally` has it. */
  route: string | null;
  /** Null: its asker had gone. */
  status: number | null;
  organizationId: string | null;
  requestId: string;
};
