import { Text, Textarea } from '@mantine/core'
import { useForm } from '@mantine/form'
import { bannedWord } from '../../core/passwords/banned-words.ts'
import { useChanges } from '../changes/changes-provider.tsx'
import { FormDialog } from '../parts/unsaved.tsx'

const wordsIn = (text: string) => text.split(/[\s,;]+/).filter(Boolean)

/** The banned words, to be added to and taken from. */
export function WordsForm({ words, onClose }: { readonly words: readonly string[]; readonly onClose: () => void }) {
  const { propose } = useChanges()
  const form = useForm({
    initialValues: { words: words.join('\n') },
    validate: {
      words: (text) => {
        const all = wordsIn(text)
        const unfit = all.find((word) => word.length < bannedWord.least || word.length > bannedWord.most)
        if (unfit !== undefined)
          return `A word has ${bannedWord.least} to ${bannedWord.most} letters, which “${unfit}” has not.`
        return all.length > bannedWord.count ? `These are ${all.length} words; ${bannedWord.count} fit.` : null
      },
    },
  })
  return (
    <FormDialog
      title="Banned words"
      isDirty={form.isDirty()}
      onClose={onClose}
      onSubmit={form.onSubmit((values) => {
        propose({
          then: onClose,
          title: 'Banned words of passwords',
          changes: [{ do: 'set_banned_words', words: wordsIn(values.words) }],
        })
      })}
    >
      <Textarea
        label="Words, a line each"
        autosize
        minRows={6}
        maxRows={16}
        data-autofocus
        {...form.getInputProps('words')}
      />
      <Text size="sm" c="dimmed">
        Capitals, digits for letters and one letter more or less make no difference.
      </Text>
    </FormDialog>
  )
}
