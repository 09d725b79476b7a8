/** Who uses which certificate, what a change means for it, and what can be done. `{@end}` is one of the ends below, or empty. */
export const useSayings = {
  'use.own': 'version {version} of the certificate of {name}',
  'use.other': 'the certificate {thumbprint}',
  'use.subject': '{subject}',
  'use.ends': ' (it ends on {day})',
  'use.ended': ' (it ended on {day})',

  'use.missing': '{program} is set to {@which}, which is in the store no more: it cannot present it.',
  'use.foreign': '{program} uses {@which}, which is not managed here{@end}.',
  'use.forgotten': '{program} uses {@which}, which is not managed here any more{@end}.',
  'use.newer': '{program} uses {@which}, which is just being put into its place.',
  'use.older': '{program} still uses {@which}, although version {newest} is there{@end}.',
  'use.followed': '{program} uses {@which}, and is told of each new one.',
  'use.not-renewed': '{program} uses {@which}, which nothing renews by itself{@end}.',
  'use.left-behind': '{program} uses {@which}. No target is set up for it, so it goes on with this one{@end}.',

  'use.switches': '{program} is told to use the new certificate, and looked at for whether it presents it.',
  'use.stays-old': '{program} goes on with the old one, version {version}{@end}, because no target is set up for it.',
  'use.stays-forgotten': '{program} goes on with version {version}{@end}, and is told of no other.',
  'use.stays-copy': '{program} goes on with the copy that it has{@end}.',
  'use.distrusted': '{program} goes on with version {version}, which clients refuse that ask whether it was revoked.',
  'use.loses': '{program} loses its certificate, version {version}: it cannot present it any more.',
  'use.untouched': '{program} uses version {version}, to which nothing happens.',

  'use.next-set-up': 'Set up a target for it (“{command}”): then it is told of each new certificate.',
  'use.next-choose': 'Give it another certificate: by a target (“{command}”), or in its own settings.',
  'use.next-tell': 'Have it told again: “{command}”.',
} as const
