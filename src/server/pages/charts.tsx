// Small charts that need no script and no inline style: bars and lines are SVG with attributes. Every chart has its
// figures as text beside it, so that nothing is told by a picture alone.

import type { FC } from 'hono/jsx'

/** A named value with what is shown for it. */
export interface Bar {
  readonly name: string
  readonly value: number
  readonly shown: string
  readonly tone?: string
}

/** A bar of the given share of its width, 0 to 1; what it shows stands beside it as text. */
export const Meter: FC<{ share: number; tone?: string | undefined }> = ({ share, tone }) => (
  <svg class={`meter ${tone ?? ''}`} viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">
    <rect class="track" width="100" height="8" />
    <rect class="share" width={round(100 * Math.max(0, Math.min(1, share)))} height="8" />
  </svg>
)

/** Horizontal bars, longest is full width. */
export const Bars: FC<{ bars: readonly Bar[]; max?: number }> = ({ bars, max }) => {
  const most = max ?? Math.max(...bars.map((bar) => bar.value), Number.MIN_VALUE)
  return (
    <table class="bars">
      <tbody>
        {bars.map((bar) => (
          <tr>
            <th scope="row">
              <bdi dir="auto">{bar.name}</bdi>
            </th>
            <td class="track">
              <Meter share={bar.value / most} tone={bar.tone} />
            </td>
            <td class="figure">{bar.shown}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** A value of one day; null when nothing was said that day. */
export interface DayValue {
  readonly day: string
  readonly value: number | null
}

const WIDTH = 600
const HEIGHT = 120
const EDGE = 6

/** A line between −1 and 1 over days; days without a value leave a gap. */
export const DayLine: FC<{ days: readonly DayValue[]; title: string }> = ({ days, title }) => (
  <svg class="line-chart" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={title} preserveAspectRatio="none">
    <line class="axis" x1="0" x2={WIDTH} y1={HEIGHT / 2} y2={HEIGHT / 2} />
    {segments(days).map((points) =>
      points.length === 1 ? (
        <circle class="dot" cx={points[0]?.[0]} cy={points[0]?.[1]} r="3" />
      ) : (
        <polyline class="curve" points={points.map(([x, y]) => `${x},${y}`).join(' ')} />
      ),
    )}
  </svg>
)

type Point = readonly [number, number]

function segments(days: readonly DayValue[]): readonly (readonly Point[])[] {
  const all: Point[][] = [[]]
  const step = days.length > 1 ? (WIDTH - 2 * EDGE) / (days.length - 1) : 0
  for (const [index, { value }] of days.entries()) {
    if (value === null) all.push([])
    else all.at(-1)?.push([round(EDGE + index * step), heightOf(value)])
  }
  return all.filter((points) => points.length > 0)
}

function heightOf(value: number): number {
  return round(HEIGHT / 2 - Math.max(-1, Math.min(1, value)) * (HEIGHT / 2 - EDGE))
}

function round(value: number): number {
  return Math.round(value * 10) / 10
}
