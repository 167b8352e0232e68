import { Button, Group } from '@mantine/core'
import { useState } from 'react'
import { parseRule } from '../../core/membership/parse.ts'
import type { GroupDetails } from './group.ts'
import { useChanges } from '../changes/changes-provider.tsx'
import { ChangeButton, weights } from '../parts/change-button.tsx'
import { Sheet } from '../parts/page.tsx'
import { Unsaved } from '../parts/unsaved.tsx'
import { When } from '../parts/when.tsx'
import { useMay } from '../session.tsx'
import { ProcessingBadge } from './processing.tsx'
import { RuleInput } from './rule-input.tsx'

/** The rule of a dynamic group, and how far the group follows it; or the way to fill it by one. */
export function RuleEditor({ group }: { readonly group: GroupDetails }) {
  const mayEdit = useMay()('edit_rule')
  const [isOpen, setOpen] = useState(group.rule !== null)
  if (!isOpen)
    return (
      <Sheet
        title="Filled by hand"
        buttons={
          mayEdit &&
          !group.isRoleAssignable && (
            <Button {...weights.sheet} onClick={() => setOpen(true)}>
              Fill it by a rule…
            </Button>
          )
        }
      >
        <p className="quiet">
          {group.isRoleAssignable
            ? 'Roles may be given to it, so it is filled by hand alone.'
            : 'In it is who is put in below.'}
        </p>
      </Sheet>
    )
  return (
    <Sheet title="Filled by its rule">
      {group.rule !== null && <Following group={group} />}
      {mayEdit ? <Editing group={group} onLeave={() => setOpen(false)} /> : <code className="mono">{group.rule}</code>}
    </Sheet>
  )
}

/** The rule, tried on everybody while it is typed. */
function Editing({ group, onLeave }: { readonly group: GroupDetails; readonly onLeave: () => void }) {
  const { propose, isProposing } = useChanges()
  const [rule, setRule] = useState(group.rule ?? '')
  // What was put together from lists goes too when the rule is put back.
  const [resets, setResets] = useState(0)
  const groupId = group.id
  const save = (next: string | null) =>
    propose({
      title: next === null ? `${group.name}: filled by hand` : `${group.name}: its rule`,
      changes: [{ do: 'edit_rule', groupId, rule: next }],
    })
  const typed = rule.trim()
  const isReadable = typed !== '' && parseRule(typed).ok
  return (
    <>
      <RuleInput key={resets} groupId={groupId} rule={rule} onChange={setRule} />
      <Unsaved when={typed !== (group.rule ?? '') && !isProposing} />
      <Group gap="xs">
        <Button disabled={!isReadable || typed === group.rule} onClick={() => save(typed)}>
          Save the rule…
        </Button>
        {group.rule === null && (
          <Button variant="default" onClick={onLeave}>
            Leave it
          </Button>
        )}
        {group.rule !== null && typed !== group.rule && (
          <Button
            variant="default"
            onClick={() => {
              setRule(group.rule ?? '')
              setResets(resets + 1)
            }}
          >
            As it was
          </Button>
        )}
        {group.rule !== null && (
          <Button variant="default" onClick={() => save(null)}>
            Fill it by hand…
          </Button>
        )}
      </Group>
    </>
  )
}

/** How far the members follow the rule, and what can be done about it. */
function Following({
  group: { id: groupId, name, processing, processedAt, problem },
}: {
  readonly group: GroupDetails
}) {
  const isPaused = processing === 'paused'
  return (
    <Group gap="xs" aria-live="polite">
      <ProcessingBadge is={processing} />
      <span className="quiet">
        {processing === 'error' && problem !== null && `${problem.message} (${problem.code}); `}
        {processing === 'not_started' ? (
          'its turn comes when the jobs before it are over'
        ) : processedAt === null ? (
          'followed at once, with each change'
        ) : (
          <>
            last worked out <When at={processedAt} />
          </>
        )}
      </span>
      <ChangeButton
        on="sheet"
        title={isPaused ? `Let ${name} follow its rule again` : `Pause the rule of ${name}`}
        changes={[{ do: 'set_group_processing', groupId, state: isPaused ? 'on' : 'paused' }]}
      >
        {isPaused ? 'Follow it again…' : 'Pause…'}
      </ChangeButton>
      <ChangeButton on="sheet" title={`Reprocess ${name}`} changes={[{ do: 'reprocess_group', groupId }]}>
        Reprocess…
      </ChangeButton>
    </Group>
  )
}
