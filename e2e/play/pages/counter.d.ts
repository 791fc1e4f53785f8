/** The number of the picture that an element shows of one of our made streams. */
export function counterOf(of: HTMLVideoElement): number;
