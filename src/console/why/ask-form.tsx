import { Grid, Select, TextInput } from '@mantine/core'
import { useEffect } from 'react'
import type { Explained, Person } from '../api.ts'
import { PersonPicker } from '../parts/person-picker.tsx'
import { usePlaces } from './places.ts'
import { factorOf, type Question, referenceIn } from './question.ts'

type Props = {
  readonly question: Question
  readonly person: Person | null
  /** What is explained now: tells the app of an attempt asked by its number. */
  readonly known: Explained | null
  readonly onAsk: (question: Question) => void
}

/** Who, to which app, and as far as it is known: from where and with what. */
export function AskForm({ question, person, known, onAsk }: Props) {
  const places = usePlaces()
  const place = question.app === undefined ? null : [question.app, question.instance].filter(Boolean).join('/')
  const attempt = question.ref === undefined ? null : known

  // Whoever is chosen has most likely failed where they last tried, or else where they work.
  const tried = person?.signIns.find((one) => one.outcome !== 'admit')?.appId ?? person?.signIns[0]?.appId ?? null
  useEffect(() => {
    if (question.ref !== undefined || question.app !== undefined || places.length === 0) return
    if (question.person !== undefined && person?.account.id !== question.person) return
    if (question.person === undefined && question.name === undefined) return
    const uses = person?.instances.filter((one) => one.isKnown).map((one) => one.id) ?? []
    const isUsed = (value: string) => uses.some((id) => value.endsWith(`/${id}`))
    const isTried = (value: string) => value.split('/')[0] === tried
    // Of an app in several places it is the place where they are known.
    const first =
      places.find(({ value }) => isTried(value) && isUsed(value)) ??
      places.find(({ value }) => isTried(value)) ??
      places.find(({ value }) => isUsed(value)) ??
      places.find((one) => one.isOpen) ??
      places[0]
    if (first !== undefined) onAsk({ ...question, ...placeOf(first.value) })
  })

  const picked =
    attempt?.person.displayName ??
    attempt?.person.signInName ??
    (question.person === undefined ? question.name : person?.account.displayName) ??
    ''
  return (
    <Grid align="end">
      <Grid.Col span={{ base: 12, sm: 6 }}>
        <PersonPicker
          key={picked}
          label="Person, or the reference number they read to you"
          placeholder="Begin a name, or K7QF-9TRM-2XHD"
          initial={picked}
          autoFocus
          onPick={(user) => onAsk({ ...question, ref: undefined, name: undefined, person: user.id })}
          onText={(text) => {
            const ref = referenceIn(text)
            if (ref !== null) onAsk({ ref })
            else if (text.includes('@')) onAsk({ ...question, ref: undefined, person: undefined, name: text })
          }}
        />
      </Grid.Col>
      <Grid.Col span={{ base: 12, sm: 6 }}>
        <Select
          label="App"
          data={places}
          value={attempt !== null ? [attempt.app.id, attempt.instance?.id].filter(Boolean).join('/') : place}
          allowDeselect={false}
          searchable
          nothingFoundMessage="No such app"
          onChange={(value) => value !== null && onAsk({ ...again(question, known), ...placeOf(value) })}
        />
      </Grid.Col>
      <Grid.Col span={{ base: 12, sm: 4 }}>
        <Address
          key={question.ip ?? known?.asked.ip ?? ''}
          ip={question.ip ?? (question.ref === undefined ? '' : (known?.asked.ip ?? ''))}
          onChange={(ip) => onAsk({ ...again(question, known), ip: ip === '' ? undefined : ip })}
        />
      </Grid.Col>
      <Grid.Col span={{ base: 6, sm: 4 }}>
        <Select
          label="Password"
          data={[
            { value: '', label: 'as usual' },
            { value: 'verified', label: 'right' },
            { value: 'wrong', label: 'wrong' },
            { value: 'not_presented', label: 'not given yet' },
          ]}
          value={
            attempt?.asked.proof?.credential === 'untested'
              ? ''
              : (attempt?.asked.proof?.credential ?? question.password ?? '')
          }
          allowDeselect={false}
          onChange={(value) =>
            onAsk({ ...again(question, known), password: (value === '' ? undefined : value) as Question['password'] })
          }
        />
      </Grid.Col>
      <Grid.Col span={{ base: 6, sm: 4 }}>
        <Select
          label="Second factor"
          data={[
            { value: '', label: 'as usual' },
            { value: 'verified', label: 'right, a code' },
            { value: 'passkey', label: 'right, a passkey' },
            { value: 'wrong', label: 'wrong' },
            { value: 'not_presented', label: 'not given yet' },
          ]}
          value={attempt?.asked.proof === undefined ? (question.factor ?? '') : factorOf(attempt.asked.proof)}
          allowDeselect={false}
          onChange={(value) =>
            onAsk({ ...again(question, known), factor: (value === '' ? undefined : value) as Question['factor'] })
          }
        />
      </Grid.Col>
    </Grid>
  )
}

/** The question to go on from when a field is changed: a recorded attempt becomes one that is imagined. */
function again(question: Question, known: Explained | null): Question {
  if (question.ref === undefined || known === null) return question
  const { proof } = known.asked
  return {
    person: known.person.id ?? undefined,
    name: known.person.id === null ? (known.person.signInName ?? undefined) : undefined,
    app: known.app.id,
    instance: known.instance?.id,
    ip: known.asked.ip ?? undefined,
    ...(proof === undefined || proof.credential === 'untested'
      ? {}
      : { password: proof.credential, factor: factorOf(proof) }),
  }
}

function Address({ ip, onChange }: { readonly ip: string; readonly onChange: (ip: string) => void }) {
  const read = (input: HTMLInputElement) => {
    if (input.value.trim() !== ip) onChange(input.value.trim())
  }
  return (
    <TextInput
      label="From the address"
      placeholder="not known"
      defaultValue={ip}
      autoComplete="off"
      maxLength={45}
      onBlur={(event) => read(event.currentTarget)}
      onKeyDown={(event) => event.key === 'Enter' && read(event.currentTarget)}
    />
  )
}

function placeOf(value: string): Pick<Question, 'app' | 'instance'> {
  const [app, instance] = value.split('/')
  return { app, instance }
}
