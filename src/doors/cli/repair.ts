import type { Command } from 'commander'
import { applyRepair } from '../../app/apply-repair.ts'
import { type Explained, explainFor } from '../../app/explain-for.ts'
import { type Detail, details } from '../../core/profile/details.ts'
import type { Plan } from '../../core/repair/plan.ts'
import { type Cli, forTenant, type TenantOption, Unclear } from './cli.ts'
import { showExplained, showHeadline, showPlan } from './show-explained.ts'
import { questionOf, several, type Situation, situationOptions } from './situation.ts'
import { wrapped } from './terminal.ts'
import { hint } from './why.ts'

type Options = TenantOption &
  Situation & {
    readonly detail?: readonly string[]
    readonly plan?: string
    readonly apply?: true
    readonly reason?: string
    readonly json?: true
  }

/** `admit repair`: the ways in, or one of them carried out. */
export function repairCommand(program: Command, cli: Cli): void {
  const command = program
    .command('repair <person> <app>')
    .description('the ways in for somebody who cannot sign in; with --apply, one of them carried out')
    .option('--plan <id>', 'the repair meant, by its id; left out, the first that may be carried out by one press')
    .option('--apply', 'carry it out')
    .option('--reason <text>', 'why, for the journal')
    .option('--detail <name=value>', 'what is to be filled in of a profile; may be repeated', several)
    .option('--json', 'as JSON')
  situationOptions(command).action((person: string, app: string, options: Options) =>
    forTenant(cli, options, async (admit, viewer) => {
      const { asked, person: found } = await questionOf(admit, viewer, { person, app }, options)
      const before = await explainFor(admit, viewer, asked)
      const { standing, steps } = before.explanation
      const say = (human: () => void, json: unknown) =>
        options.json ? cli.terminal.out(JSON.stringify(json, null, 2)) : human()
      const plan = planMeant(before, options)
      if (plan === null || !options.apply) {
        say(
          () =>
            options.plan === undefined || plan === null
              ? showExplained(cli.terminal, before)
              : showPlan(cli.terminal, plan, steps),
          before.repair,
        )
        if (found.is === 'none' && !options.json) hint(cli, found.names)
        return standing === 'admit' ? 0 : 1
      }
      const typed = Object.fromEntries((options.detail ?? []).map(detailSaid))
      const done = await applyRepair(admit, viewer, asked, plan.id, options.reason ?? 'on the command line', typed)
      say(() => {
        const { out, width, paint } = cli.terminal
        for (const { by, title } of plan.steps)
          out(wrapped(title, width, by === 'self' || by === 'wait' ? 'left: ' : 'done: '))
        if (done.temporaryPassword !== null)
          out(`Temporary password, shown this once: ${paint.bold(done.temporaryPassword)}`)
        if (done.temporaryPass !== null)
          out(`Temporary Access Pass, shown this once: ${paint.bold(done.temporaryPass)}`)
        out('')
        showHeadline(cli.terminal, done.after)
      }, done)
      // A challenge is what the person does alone at the next sign-in.
      return done.after.explanation.standing === 'admit' || done.after.explanation.standing === 'challenge' ? 0 : 1
    }),
  )
}

/** `city=Lyon`: a detail and what it is. */
function detailSaid(text: string): readonly [Detail, string] {
  const at = text.indexOf('=')
  const name = details.find((detail) => detail === text.slice(0, at))
  if (name === undefined)
    throw new Unclear(`${text} names no detail: write it like city=Lyon, one of ${details.join(', ')}`)
  return [name, text.slice(at + 1)]
}

function planMeant({ repair: { plans } }: Explained, { plan: id, apply }: Options): Plan | null {
  if (id !== undefined) {
    const found = plans.find((plan) => plan.id === id)
    if (found === undefined)
      throw new Unclear(`there is no repair ${id} now; there is ${plans.map((plan) => plan.id).join(', ') || 'none'}`)
    return found
  }
  const found = plans.find((plan) => plan.mayPress && plan.steps.some(({ by }) => by === 'press' || by === 'outside'))
  if (apply && found === undefined && plans.length > 0)
    throw new Unclear('no repair may be carried out by one press: choose one with --plan')
  return found ?? null
}
