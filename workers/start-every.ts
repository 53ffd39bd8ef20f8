/** Runs every `everyMs`, one run at a time, from then on; what fails is tried again at the next turn. */
export function startEvery(
  everyMs: number,
  { run, onFailure }: { run(): Promise<unknown>; onFailure(error: unknown): void },
): { stop(): Promise<void> } {
  let running: Promise<unknown> | null = null;
  const timer = setInterval(() => {
    running ??= run()
      .catch(onFailure)
      .finally(() => {
        running = null;
      });
  }, everyMs);
  return {
    async stop() {
      clearInterval(timer);
      await running;
    },
  };
}
