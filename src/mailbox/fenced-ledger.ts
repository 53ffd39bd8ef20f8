import { Deposed, StoreUnreachable } from './failure.js';
import type { Fence, FencedWrite, Ledger } from './ports.js';

/** The ledger with the fence in every write: a refusal or a failure of the store ends what was under way. */
export type FencedLedger = ReturnType<typeof fencedLedger>;

export function fencedLedger(ledger: Ledger, fence: Fence, signal: AbortSignal) {
  async function ask<Value>(question: () => Promise<Value>): Promise<Value> {
    signal.throwIfAborted();
    try {
      return await question();
    } catch (cause) {
      throw new StoreUnreachable('The ledger did not answer', { cause });
    }
  }
  async function write<Value>(order: () => FencedWrite<Value>): Promise<Value> {
    const written = await ask(order);
    if (!written.ok) throw new Deposed('The fence is no longer ours');
    return written.value;
  }
  return {
    knownUids: (...[view]: Parameters<Ledger['knownUids']>) => ask(() => ledger.knownUids(view)),
    owedMoves: (...[view, limit]: Parameters<Ledger['owedMoves']>) =>
      ask(() => ledger.owedMoves(view, limit)),
    hasRoom: () => ask(async () => (ledger.hasRoom === undefined ? true : await ledger.hasRoom())),
    keep: (...[view, batch]: Unfenced<'keep'>) => write(() => ledger.keep(view, batch, fence)),
    noteLeftOnServer: (...[view, message]: Unfenced<'noteLeftOnServer'>) =>
      write(() => ledger.noteLeftOnServer(view, message, fence)),
    noteMoves: (...[view, moves]: Unfenced<'noteMoves'>) => write(() => ledger.noteMoves(view, moves, fence)),
    notePass: (...[view, pass]: Unfenced<'notePass'>) => write(() => ledger.notePass(view, pass, fence)),
  };
}

type Unfenced<Name extends 'keep' | 'noteLeftOnServer' | 'noteMoves' | 'notePass'> =
  Parameters<Ledger[Name]> extends [...infer Rest, Fence] ? Rest : never;
