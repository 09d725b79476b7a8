import type { KeyType } from '@mylzip/shared/domain/key-types.ts'
import type { AgentClient } from '@mylzip/shared/operations/contract.ts'
import type { UsualChoicesInput } from '@mylzip/shared/operations/usual.ts'
import { useAgentView } from '../../agent/agent-context.tsx'
import { useCall } from '../../agent/use-call.ts'
import { useReading } from '../../agent/use-reading.ts'
import { CallFailureNote } from '../../components/call-failure-note.tsx'
import { LoadingLines } from '../../components/loading-lines.tsx'
import { SettingChoice } from '../../components/setting-choice.tsx'
import { SettingGroup } from '../../components/setting-group.tsx'
import { texts } from '../../texts/texts.ts'

const keyTypes = ['rsa-2048', 'rsa-3072', 'rsa-4096', 'p-256', 'p-384'] as const satisfies KeyType[]
/** Those of Let's Encrypt; another that was chosen elsewhere is shown beside them. */
const knownProfiles = ['classic', 'tlsserver', 'shortlived']
const usualProfile = ''

const read = async (client: AgentClient) => {
  const [usual, policy] = await Promise.all([client.usual.get(), client.policy.get()])
  return { usual, rules: policy?.rules ?? {} }
}
const set = (client: AgentClient, change: UsualChoicesInput) => client.usual.set(change)

/** What new certificates get where their order says nothing else. */
export function UsualSettings() {
  const { value, reading, failure, again } = useReading(read, undefined)
  const keyType = useCall(set, again)
  const keyUse = useCall(set, again)
  const profile = useCall(set, again)
  const live = useAgentView().connection.phase === 'live'
  const say = texts.settings.usual
  const usual = value?.usual
  const rules = value?.rules ?? {}
  const profiles = [...new Set([...knownProfiles, ...[usual?.profile, rules.profile].filter((each) => each != null)])]
  return (
    <SettingGroup heading={say.heading} explanation={say.explanation}>
      {usual === undefined && reading && <LoadingLines label={say.loading} />}
      {failure !== undefined && <CallFailureNote title={say.unread} failure={failure} />}
      {usual !== undefined && (
        <SettingChoice
          title={say.keyType}
          explanation={say.keyTypeWhy}
          byOrganisation={rules.keyType !== undefined}
          value={rules.keyType ?? usual.keyType}
          options={keyTypes.map((each) => ({ value: each, words: texts.keyTypes[each] }))}
          disabled={keyType.running || !live}
          failure={keyType.failure}
          choose={(chosen) => keyType.run({ keyType: chosen })}
        />
      )}
      {usual !== undefined && (usual.tpmHere || usual.keyUse === 'tpm') && (
        <SettingChoice
          title={say.keyUse}
          explanation={say.keyUseWhy}
          value={usual.keyUse}
          options={(['new', 'tpm'] as const).map((each) => ({ value: each, words: say.keyUses[each] }))}
          disabled={keyUse.running || !live}
          failure={keyUse.failure}
          choose={(chosen) => keyUse.run({ keyUse: chosen })}
        />
      )}
      {usual !== undefined && (
        <SettingChoice
          title={say.profile}
          explanation={say.profileWhy}
          byOrganisation={rules.profile !== undefined}
          value={rules.profile ?? usual.profile ?? usualProfile}
          options={[{ value: usualProfile, words: say.profileUsual }, ...profiles.map((each) => ({ value: each, words: each }))]}
          disabled={profile.running || !live}
          failure={profile.failure}
          choose={(chosen) => profile.run({ profile: chosen === usualProfile ? null : chosen })}
        />
      )}
    </SettingGroup>
  )
}
