import { TextInput } from '@mantine/core'

/** What a thing is called and what it is for, as a form asks it. */
export type Named = { readonly name: string; readonly description: string }

/** The fields of a name and a purpose. */
export function NameFields({ value, onChange }: { readonly value: Named; readonly onChange: (value: Named) => void }) {
  return (
    <>
      <TextInput
        label="Name"
        required
        withAsterisk={false}
        data-autofocus
        maxLength={256}
        value={value.name}
        onChange={(event) => onChange({ ...value, name: event.currentTarget.value })}
      />
      <TextInput
        label="What it is for"
        maxLength={1024}
        value={value.description}
        onChange={(event) => onChange({ ...value, description: event.currentTarget.value })}
      />
    </>
  )
}
