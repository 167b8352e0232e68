import { Button, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { api } from '../api.ts'
import { listed } from '../../core/changes/names.ts'
import { kindsOf, type ResetMethod, resetMethodName } from '../../core/recovery/reset-methods.ts'
import { reconfirmDaysOf } from '../../core/recovery/reset-rules.ts'
import { weights } from '../parts/change-button.tsx'
import { Loaded } from '../parts/loaded.tsx'
import { Page, Sheet } from '../parts/page.tsx'
import { useNameOf } from '../parts/names-of.ts'
import { When } from '../parts/when.tsx'
import { useMay } from '../session.tsx'
import { ResetForm } from './reset-form.tsx'
import { RulesForm } from './rules-form.tsx'
import { settingChanges, type Settings } from './settings.ts'
import { WordsForm } from './words-form.tsx'

/** What passwords have to be: words they may not be made of, how long they live, which are not chosen again. */
export function PasswordsPage() {
  const [edited, setEdited] = useState<'words' | 'rules' | 'reset' | null>(null)
  const settings = useQuery({ queryKey: ['passwords'], queryFn: () => api<Settings>('admit/passwords') })
  const may = useMay()
  const edit = (what: 'words' | 'rules' | 'reset', label: string) => (
    <Button {...weights.sheet} aria-label={label} onClick={() => setEdited(what)}>
      Edit
    </Button>
  )
  const close = () => setEdited(null)
  return (
    <Page title="Passwords">
      <Loaded of={settings}>
        {(now) => (
          <>
            <Sheet title="Rules" buttons={may(...settingChanges) && edit('rules', 'Edit rules')}>
              <Text>
                {now.passwordLifetimeDays === null
                  ? 'Passwords live for ever.'
                  : `Passwords live ${days(now.passwordLifetimeDays)}.`}
              </Text>
              <Text>
                {now.passwordHistory === 0
                  ? 'Former passwords may be chosen again.'
                  : now.passwordHistory === 1
                    ? 'The last former password is not chosen again.'
                    : `The last ${now.passwordHistory} former passwords are not chosen again.`}
              </Text>
              <Text>Temporary passwords are good for {days(now.temporaryPasswordDays)}.</Text>
            </Sheet>
            <Sheet title="Banned words" buttons={may('set_banned_words') && edit('words', 'Edit banned words')}>
              <Text>
                {now.bannedWords.length === 0 ? 'None.' : now.bannedWords.slice(0, 100).join(', ')}
                {now.bannedWords.length > 100 && ` and ${now.bannedWords.length - 100} more`}
              </Text>
              <Text size="sm" c="dimmed">
                Products, places, teams: what people here would think of first. Their names and the organisation’s are
                banned by themselves, and so is whatever is soon guessed or stands in a list of stolen passwords.
              </Text>
            </Sheet>
            <Sheet title="Stolen passwords">
              <Stolen list={now.stolenList} />
            </Sheet>
            <Sheet
              title="Forgotten passwords"
              buttons={may('set_self_service_reset') && edit('reset', 'Edit forgotten passwords')}
            >
              <Resettable reset={now.reset} />
            </Sheet>
            {edited === 'reset' && <ResetForm now={now.reset} onClose={close} />}
            {edited === 'rules' && <RulesForm now={now} onClose={close} />}
            {edited === 'words' && <WordsForm words={now.bannedWords} onClose={close} />}
          </>
        )}
      </Loaded>
    </Page>
  )
}

/** Who may reset their own password, in words. */
function Resettable({ reset }: { readonly reset: Settings['reset'] }) {
  const { who, groupId, proofs, methods, idle, registration, isIncluded } = reset
  const interval = reconfirmDaysOf(reset)
  const inVain = methods.filter((one) => idle.includes(one))
  const nameOf = useNameOf(groupId === null ? [] : [groupId])
  const by = proofs === 1 ? 'one proof' : 'two proofs of different kinds'
  const names = (some: readonly ResetMethod[]) => listed(some.map((one) => resetMethodName[one]))
  return (
    <>
      <Text>
        {who === 'nobody'
          ? 'Whoever forgets their password asks an administrator.'
          : `${who === 'everybody' ? 'Everybody' : `Whoever is in ${nameOf(groupId as string)}`} resets a forgotten password with ${by}.`}
      </Text>
      {who !== 'nobody' && (
        <Text>
          What may prove: {names(methods)}.
          {kindsOf(methods).length === 1 && ' Whoever administers gives two kinds, so none of them can.'}
        </Text>
      )}
      {who !== 'nobody' && inVain.length > 0 && (
        <Text c="red">Not allowed or not set up here, so it proves nothing: {names(inVain)}.</Text>
      )}
      {who !== 'nobody' && !isIncluded && (
        <Text c="red">No subscription includes it, so nobody can: Entra ID P1 or P2 is needed.</Text>
      )}
      {who !== 'nobody' && (
        <Text>
          {registration === 'off'
            ? 'Nobody is asked for what that needs.'
            : 'Whoever has too little on file is asked for it after signing in.'}{' '}
          {interval === 0
            ? 'Nobody is asked whether it still holds.'
            : `Everybody is asked every ${days(interval)} whether it still holds.`}
        </Text>
      )}
      <Text size="sm" c="dimmed">
        A reset begins with a code, sent to the e-mail address or the phone of the authentication contact info, which is
        on each person’s page. Administrators always give two proofs of different kinds.
      </Text>
    </>
  )
}

/** Which lists of stolen passwords are asked at each choice, and how to get a larger one. */
function Stolen({ list: { comesAlong, own } }: { readonly list: Settings['stolenList'] }) {
  const known = new Intl.NumberFormat('en').format(comesAlong)
  return (
    <>
      <Text>
        {known} stolen passwords come along and are asked whenever a password is chosen, in capitals, with blanks or
        signs between and with digits for letters too.
      </Text>
      {own.is === 'read' && (
        <Text>
          So is a list of {size(own.bytes)} that was added, since <When at={own.readSince} />.
        </Text>
      )}
      {own.is === 'unreadable' && <Text c="red">A list was added, and it is not used: {own.problem}.</Text>}
      <Text size="sm" c="dimmed">
        {own.is === 'read' ? (
          <>
            Its file was written <When at={own.changedAt} />.
          </>
        ) : (
          `Those are the most common ones. ${own.howTo}`
        )}
      </Text>
    </>
  )
}

function size(bytes: number): string {
  const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const
  const at = Math.min(Math.floor(Math.log10(Math.max(bytes, 1)) / 3), units.length - 1)
  const unit = units[at] as (typeof units)[number]
  const form = { style: 'unit', unit, unitDisplay: 'long', maximumFractionDigits: 1 } as const
  return new Intl.NumberFormat('en', form).format(bytes / 1000 ** at)
}

const days = (count: number) => (count === 1 ? '1 day' : `${count} days`)
