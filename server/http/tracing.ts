/** What is followed, if anything is. */
export type HttpTracing = {
  /**
   * Goes on with a request as something that is followed, under the trace that its asker has begun, if any. What is answered here
   * is to be called when the request is over.
   */
  follow(traceparent: string | undefined, goOn: () => void): (ended: EndedRequest) => void;
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
