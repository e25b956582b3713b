/** Time for the desk; tests pass their own. */
export type DeskClock = {
  /** ms since 1970 UTC. */
  now(): number;
  /** Once, after `ms`. The returned function cancels it. */
  after(ms: number, task: () => void): () => void;
  /** Behind everything that is under way now: what may wait so that a pop need not. */
  soon(task: () => void): void;
};

export const systemDeskClock: DeskClock = {
  now: () => Date.now(),
  after(ms, task) {
    const timer = setTimeout(task, ms);
    return () => clearTimeout(timer);
  },
  soon: (task) => void setImmediate(task),
};
