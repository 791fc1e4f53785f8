import { alone } from '../driver/alone.ts';

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
  const tell = (error: unknown) =>
    console.log(`once more, ${what}: ${error instanceof Error ? error.message : String(error)}`);
  try {
    return await act();
  } catch (error) {
    tell(error);
  }
  await alone(async () => {
    for (let go = 2; ; go++) {
      try {
        await afresh(go - 1);
        return await act();
      } catch (error) {
        if (go === goes) throw error;
        tell(error);
      }
    }
  });
}
