import { alone, turn } from './alone.ts';

/** How often a thing is tried before its failure counts. */
const goes = 3;

/**
 * A machine that is busy for a moment spoils what it shows, and that says nothing of the player: `act` is tried again, with
 * the machine to itself. A player that is wrong is so each time. `afresh` comes before each further go.
 */
export async function patiently(
  what: string,
  act: () => Promise<void>,
  afresh: (go: number) => Promise<void>,
): Promise<void> {
  await turn();
  for (let go = 1; ; go++) {
    const again = async () => {
      await afresh(go - 1);
      await act();
    };
    try {
      return await (go === 1 ? act() : alone(again));
    } catch (error) {
      if (go === goes) throw error;
      console.log(`once more, ${what}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
}
