/** From the left rim to the right one, level at both ends. */
export interface Ends {
  width: number
  from: number
  to: number
}

export function curve({ from, to, width }: Ends): string {
  const middle = width / 2
  return `M0 ${rounded(from)}C${middle} ${rounded(from)} ${middle} ${rounded(to)} ${width} ${rounded(to)}`
}

/** The point of it at this share (0 to 1) of its parameter: a cubic Bézier curve whose handles lie in the middle. */
export function pointOn({ from, to, width }: Ends, share: number): [x: number, y: number] {
  const rest = 1 - share
  const inner = 3 * rest * share
  const x = inner * (width / 2) + share ** 3 * width
  const y = (rest ** 3 + inner * rest) * from + (inner * share + share ** 3) * to
  return [rounded(x), rounded(y)]
}

const rounded = (value: number) => Math.round(value * 10) / 10
