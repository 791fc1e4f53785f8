// Lets go of the player that the page itself still holds.
export default () => void delete globalThis.praxino;
