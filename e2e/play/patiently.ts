import { alone } from '../driver/alone.ts';

/** How often a thing is tried before its failure counts. */
const goes = 3;

/**
 * A machine that is busy for a moment spoils what it shows, and that says nothing of the player: `act` is tried again, with
 * the machine to itself. A player that is wrong is so each time. `afresh` comes before each further go.
 *
 * False: nothing can be said of the player, as `control`, which does without it, fails here too.
 */
export async function patiently(
  what: string,
  act: () => Promise<void>,
  afresh: (go: number) => Promise<void>,
  control?: () => Promise<void>,
): Promise<boolean> {
  let last: unknown;
  const fails = async (once: () => Promise<void>) => {
    try {
      await once();
      return false;
    } catch (error) {
      last = error;
      return true;
    }
  };
  const tell = (told: string) =>
    console.log(`${told}, ${what}: ${last instanceof Error ? last.message : String(last)}`);

  if (!(await fails(act))) return true;
  return alone(async () => {
    for (let go = 1; go < goes; go++) {
      tell('once more');
      const again = async () => {
        await afresh(go);
        await act();
      };
      if (!(await fails(again))) return true;
    }
    const error = last;
    for (let go = 0; control && go < goes; go++) {
      if (!(await fails(control))) continue;
      tell('nor does it go without the player');
      return false;
    }
    throw error;
  });
}
