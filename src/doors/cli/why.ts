import type { Command } from 'commander'
import { explainFor } from '../../app/explain-for.ts'
import { type Cli, forTenant, type TenantOption, Unclear } from './cli.ts'
import { showExplained } from './show-explained.ts'
import { questionOf, type Situation, situationOptions } from './situation.ts'

type Options = TenantOption & Situation & { readonly json?: true; readonly reference?: string }

/** `admit why`: everything in the way of a sign-in, and the ways in. */
export function whyCommand(program: Command, cli: Cli): void {
  const command = program
    .command('why [person] [app]')
    .description('why somebody can or cannot sign in to an app; person by sign-in name, id or name, app by name or id')
    .option(
      '--reference <number>',
      'a sign-in of the last seven days by its reference number, instead of person and app',
    )
    .option('--json', 'the whole answer as JSON, as the API gives it')
  situationOptions(command).action((person: string | undefined, app: string | undefined, options: Options) =>
    forTenant(cli, options, async (admit, viewer) => {
      const { reference } = options
      if (reference === undefined && (person === undefined || app === undefined))
        throw new Unclear('say who and which app: admit why PERSON APP, or admit why --reference XXXX-XXXX-XXXX')
      if (reference !== undefined && person !== undefined)
        throw new Unclear('give either a person and an app or a reference number')
      const question =
        person === undefined || app === undefined ? null : await questionOf(admit, viewer, { person, app }, options)
      const explained = await explainFor(
        admit,
        viewer,
        question === null ? { reference: reference as string } : question.asked,
      )
      if (options.json) cli.terminal.out(JSON.stringify(explained, null, 2))
      else showExplained(cli.terminal, explained)
      if (question?.person.is === 'none' && !options.json) hint(cli, question.person.names)
      return explained.explanation.standing === 'admit' ? 0 : 1
    }),
  )
}

/** Names that look like the one nobody has. */
export function hint({ terminal }: Cli, names: readonly string[]): void {
  if (names.length > 0) terminal.out(`\nDid you mean ${names.join(', ')}?`)
}
