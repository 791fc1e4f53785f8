/** Seconds that an arrow goes. */
const step = 5;

/** The keys that people know from players, wherever on the page the focus is but in a field. */
export function listenToKeys(video: HTMLVideoElement, screen: HTMLElement): void {
  const actions: Record<string, () => void> = {
    k: () => (video.paused ? void video.play().catch(() => undefined) : video.pause()),
    m: () => (video.muted = !video.muted),
    f: () => void (document.fullscreenElement ? document.exitFullscreen() : screen.requestFullscreen()),
    ArrowLeft: () => (video.currentTime -= step),
    ArrowRight: () => (video.currentTime += step),
  };
  document.addEventListener('keydown', (event) => {
    const { target, key, ctrlKey, altKey, metaKey } = event;
    const inField = target instanceof HTMLElement && target.closest('input, select, textarea');
    // The controls have these keys themselves while they have the focus.
    const onScreen = target instanceof Node && screen.contains(target);
    if (event.defaultPrevented || ctrlKey || altKey || metaKey || inField || onScreen) return;
    const act = actions[key];
    if (!act) return;
    event.preventDefault();
    act();
  });
}
