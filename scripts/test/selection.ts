/** Projects whose tests use neither other programs nor what is built. */
const light = ['unit', 'architecture']

/** Whether only such tests were asked for, e.g. by `npm test -- --project unit`. */
export function needsNothing(args: readonly string[]): boolean {
  const projects = args.flatMap((arg, index) => {
    if (arg.startsWith('--project=')) return [arg.slice('--project='.length)]
    return args[index - 1] === '--project' ? [arg] : []
  })
  return projects.length > 0 && projects.every((project) => light.includes(project))
}
