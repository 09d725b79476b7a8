/** A channel's file (latest.yml, beta.yml) for so many of a hundred computers; electron-updater knows by an id of its own whose turn it is. */
export function withRollout(channelFile: string, percentage: number): string {
  if (!Number.isInteger(percentage) || percentage < 0 || percentage > 100) throw new RangeError('a rollout is a whole number from 0 to 100')
  const lines = channelFile
    .trimEnd()
    .split('\n')
    .filter((line) => !line.startsWith('stagingPercentage:'))
  return `${[...lines, ...(percentage === 100 ? [] : [`stagingPercentage: ${percentage}`])].join('\n')}\n`
}
