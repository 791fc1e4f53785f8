import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';

/** Seconds that a chart shows. */
const span = 60;

/** Lines over the last minute. A value that is not known is a gap. */
export class Chart {
  readonly #plot: uPlot;
  readonly #data: (number | null)[][];
  readonly #place: HTMLElement;

  constructor(
    place: HTMLElement,
    lines: readonly { label: string; color: string }[],
    unit: (value: number) => string,
    /** Where a logarithmic scale begins; without it the scale is linear, from 0. */
    from?: number,
  ) {
    this.#place = place;
    this.#data = [[], ...lines.map(() => [])];
    const color = (name: string) => () => getComputedStyle(place).getPropertyValue(name) || name;
    const axis = {
      stroke: color('color'),
      grid: { stroke: 'rgb(128 128 128 / 0.2)', width: 1 },
      ticks: { show: false },
    };
    this.#plot = new uPlot(
      {
        ...this.#size(),
        legend: { show: false },
        cursor: { show: false },
        scales: { x: { time: false }, y: from ? logarithmic(from) : linear },
        axes: [
          { ...axis, size: 24, values: (_, ticks) => ticks.map((tick) => `${tick} s`) },
          {
            ...axis,
            size: 84,
            ...(from ? { splits: () => decades(from) } : {}),
            values: (_, ticks) => ticks.map((tick) => (tick === null ? '' : unit(tick))),
          },
        ],
        series: [
          {},
          ...lines.map(({ label, color: line }) => ({
            label,
            stroke: () => resolve(place, line),
            width: 2,
            points: { show: false },
          })),
        ],
      },
      this.#data as uPlot.AlignedData,
      place,
    );
    new ResizeObserver(() => this.#plot.setSize(this.#size())).observe(place);
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => this.#plot.redraw(false));
  }

  clear(): void {
    for (const series of this.#data) series.length = 0;
    this.#draw();
  }

  /** `at`: seconds since the session began. */
  add(at: number, values: readonly (number | null)[]): void {
    this.#data[0]?.push(at);
    values.forEach((value, i) => this.#data[i + 1]?.push(value));
    while ((this.#data[0]?.[0] ?? at) < at - span) for (const series of this.#data) series.shift();
    this.#draw();
  }

  #draw(): void {
    const last = this.#data[0]?.at(-1) ?? 0;
    this.#plot.batch(() => {
      this.#plot.setData(this.#data as uPlot.AlignedData, true);
      this.#plot.setScale('x', { min: Math.max(0, last - span), max: Math.max(span, last) });
    });
  }

  #size(): { width: number; height: number } {
    return { width: this.#place.clientWidth, height: this.#place.clientHeight };
  }
}

const decades = (from: number) => [0, 1, 2, 3, 4, 5].map((power) => from * 10 ** power);
const linear: uPlot.Scale = { range: (_, __, max) => [0, Math.max((max ?? 0) * 1.15, 10)] };
const logarithmic = (from: number): uPlot.Scale => ({
  distr: 3,
  range: (_, __, max) => [from, Math.max((max ?? 0) * 2, from * 100)],
});

/** A custom property such as --accent as the color that it comes to now, light or dark. */
function resolve(place: HTMLElement, property: string): string {
  const probe = document.createElement('i');
  probe.style.color = `var(${property})`;
  place.append(probe);
  const { color } = getComputedStyle(probe);
  probe.remove();
  return color;
}
